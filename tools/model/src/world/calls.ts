import type { CallModel } from './effect.ts';
import { inventoryCalls } from './inventory-calls.ts';
import { orderCalls } from './order-calls.ts';
import { paymentCalls } from './payment-calls.ts';

/** The calls to tables and to the payment provider, by name. */
export const calls: Readonly<Record<string, CallModel>> = {
  ...inventoryCalls,
  ...orderCalls,
  ...paymentCalls,
};

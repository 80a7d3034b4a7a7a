import type { Caller } from '#libs/lambda';
import type { Order } from './order.ts';

/** Lets machine clients read the orders of all customers. */
export const READ_SCOPE = 'tradewind/orders.read';

/** Staff and clients with the scope can read the orders of all customers. */
export function canReadAllOrders(caller: Caller): boolean {
  return caller.kind === 'staff' || (caller.kind === 'machine' && caller.scopes.includes(READ_SCOPE));
}

export const canReadOrder = (order: Order, caller: Caller): boolean =>
  canReadAllOrders(caller) || (caller.kind === 'customer' && caller.customerId === order.customerId);

import type { Versioned } from '#libs/gateways';
import type { PaymentProvider } from '../gateways/payment-provider.ts';
import type { PaymentsTable } from '../gateways/payments-table.ts';
import { refundedTo, type Payment } from '../models/payment.ts';
import { keepRefund } from './keep-refund.ts';

interface Dependencies {
  readonly payments: Pick<PaymentsTable, 'get' | 'replace'>;
  readonly provider: Pick<PaymentProvider, 'refund'>;
}

/** Gives back all of a captured payment that is not given back yet. */
export async function giveBack(
  { orderId, authorizationId = '' }: Payment,
  { payments, provider }: Dependencies,
): Promise<Versioned<Payment>> {
  await provider.refund(authorizationId);
  return keepRefund(orderId, (current) => refundedTo(current, current.amount?.amount ?? 0), { payments });
}

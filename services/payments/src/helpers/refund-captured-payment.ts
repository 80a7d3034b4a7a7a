import type { Versioned } from '#libs/gateways';
import type { PaymentProvider } from '../gateways/payment-provider.ts';
import type { PaymentRepository } from '../gateways/payment-repository.ts';
import { withRefundedTotal, type Payment } from '../models/payment.ts';
import { recordRefund } from './record-refund.ts';

interface Dependencies {
  readonly payments: Pick<PaymentRepository, 'get' | 'replace'>;
  readonly provider: Pick<PaymentProvider, 'refund'>;
}

/** Refunds the remaining amount of a captured payment. */
export async function refundCapturedPayment(
  { orderId, authorizationId = '' }: Payment,
  { payments, provider }: Dependencies,
): Promise<Versioned<Payment>> {
  await provider.refund(authorizationId);
  return recordRefund(orderId, (current) => withRefundedTotal(current, current.amount?.amount ?? 0), {
    payments,
  });
}

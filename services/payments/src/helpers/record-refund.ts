import type { Versioned } from '#libs/gateways';
import type { PaymentRepository } from '../gateways/payment-repository.ts';
import type { Payment } from '../models/payment.ts';
import { metrics } from '../metrics.ts';
import { changePayment } from './change-payment.ts';

interface Dependencies {
  readonly payments: Pick<PaymentRepository, 'get' | 'replace'>;
}

/**
 * Records a refund and measures the newly refunded amount. The provider's webhooks also report refunds that are already
 * recorded.
 */
export async function recordRefund(
  orderId: string,
  refund: (payment: Versioned<Payment>) => Versioned<Payment>,
  { payments }: Dependencies,
): Promise<Versioned<Payment>> {
  let previousTotal = 0;
  const change = (payment: Versioned<Payment>) => {
    previousTotal = payment.refundedTotal;
    return refund(payment);
  };
  const after = await changePayment(orderId, change, { payments });
  const newlyRefunded = after.refundedTotal - previousTotal;
  if (newlyRefunded > 0 && after.amount)
    metrics.countMoney('PaymentRefundedValue', { amount: newlyRefunded, currency: after.amount.currency });
  return after;
}

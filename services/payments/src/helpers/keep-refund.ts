import type { Versioned } from '#libs/gateways';
import type { PaymentsTable } from '../gateways/payments-table.ts';
import type { Payment } from '../models/payment.ts';
import { changePayment } from './change-payment.ts';
import { metrics } from '../metrics.ts';

interface Dependencies {
  readonly payments: Pick<PaymentsTable, 'get' | 'replace'>;
}

/**
 * Writes down what went back of a payment, and counts the money that was not known to have gone back before: the
 * provider tells of our own refunds too.
 */
export async function keepRefund(
  orderId: string,
  refund: (payment: Versioned<Payment>) => Versioned<Payment>,
  { payments }: Dependencies,
): Promise<Versioned<Payment>> {
  let knownTotal = 0;
  const change = (payment: Versioned<Payment>) => {
    knownTotal = payment.refundedTotal;
    return refund(payment);
  };
  const after = await changePayment(orderId, change, { payments });
  const newlyRefunded = after.refundedTotal - knownTotal;
  if (newlyRefunded > 0 && after.amount)
    metrics.countMoney('PaymentRefundedValue', { amount: newlyRefunded, currency: after.amount.currency });
  return after;
}

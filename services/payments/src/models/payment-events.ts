import { PaymentCaptured, PaymentFailed, PaymentRefunded } from '#libs/contracts';
import { domainEvent, type Change, type DomainEvent } from '#libs/lambda';
import { money } from '#libs/models';
import type { Versioned } from '#libs/gateways';
import type { Payment } from './payment.ts';

/** Publishes a payment when it is captured, declined or refunded. */
export function toPaymentEvents({ before, after }: Change): DomainEvent[] {
  const payment = after as unknown as Versioned<Payment> | undefined;
  if (!payment?.amount) return [];
  const previous = before as unknown as Payment | undefined;
  const { paymentId, orderId, customerId, amount, refundedTotal } = payment;
  const customer = customerId !== undefined && { customerId };
  const envelope = { subject: paymentId, revision: payment.version };

  const events: DomainEvent[] = [];
  if (payment.status === 'captured' && previous?.status !== 'captured')
    events.push(domainEvent(PaymentCaptured, { ...envelope, data: { paymentId, orderId, amount } }));
  if (payment.status === 'declined' && previous?.status !== 'declined') {
    const { declineCode: code = 'payment.declined' } = payment;
    events.push(
      domainEvent(PaymentFailed, { ...envelope, data: { paymentId, orderId, ...customer, amount, code } }),
    );
  }
  const refunded = refundedTotal - (previous?.refundedTotal ?? 0);
  if (refunded > 0) {
    const isFullyRefunded = payment.status === 'refunded';
    const amounts = {
      amount: money(refunded, amount.currency),
      refundedTotal: money(refundedTotal, amount.currency),
    };
    events.push(
      domainEvent(PaymentRefunded, {
        ...envelope,
        data: { paymentId, orderId, ...customer, ...amounts, isFullyRefunded },
      }),
    );
  }
  return events;
}

import { PaymentCaptured, PaymentFailed, PaymentRefunded } from '#libs/contracts';
import { domainEvent, type Change, type DomainEvent } from '#libs/lambda';
import { money } from '#libs/models';
import type { Versioned } from '#libs/gateways';
import type { Payment } from './payment.ts';

/** Others hear when money came, when it was refused and when it went back; what is only held concerns nobody. */
export function paymentEvents({ before, after }: Change): DomainEvent[] {
  const payment = after as unknown as Versioned<Payment> | undefined;
  if (!payment?.amount) return [];
  const earlier = before as unknown as Payment | undefined;
  const { paymentId, orderId, customerId, amount, refundedTotal } = payment;
  const buyer = customerId !== undefined && { customerId };
  const told = { subject: paymentId, revision: payment.version };

  const events: DomainEvent[] = [];
  if (payment.status === 'captured' && earlier?.status !== 'captured')
    events.push(domainEvent(PaymentCaptured, { ...told, data: { paymentId, orderId, amount } }));
  if (payment.status === 'declined' && earlier?.status !== 'declined') {
    const { declineCode: code = 'payment.declined' } = payment;
    events.push(
      domainEvent(PaymentFailed, { ...told, data: { paymentId, orderId, ...buyer, amount, code } }),
    );
  }
  const refunded = refundedTotal - (earlier?.refundedTotal ?? 0);
  if (refunded > 0) {
    const amounts = {
      amount: money(refunded, amount.currency),
      refundedTotal: money(refundedTotal, amount.currency),
    };
    events.push(
      domainEvent(PaymentRefunded, { ...told, data: { paymentId, orderId, ...buyer, ...amounts } }),
    );
  }
  return events;
}

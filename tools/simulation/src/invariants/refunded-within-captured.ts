import type { Invariant } from './invariant.ts';

/** The shop never returns more than it received, and records no refund that the provider did not make. */
export const refundedWithinCaptured: Invariant = {
  name: 'refunded within captured',
  description: 'What is refunded does not exceed what was captured, at the provider and in the records.',
  holds: 'always',
  *check({ charges, payments, orders }) {
    const refunds = new Map<string, number>();
    for (const { chargeId, orderId, captured, refunded } of charges) {
      if (refunded > captured) yield `${chargeId} of ${orderId} refunded ${refunded} of ${captured}`;
      refunds.set(orderId, (refunds.get(orderId) ?? 0) + refunded);
    }
    for (const { orderId, amount, refundedTotal } of payments) {
      if (refundedTotal > (amount?.amount ?? 0))
        yield `the payment of ${orderId} records refunds of ${refundedTotal} of ${amount?.amount ?? 0}`;
      if (refundedTotal > (refunds.get(orderId) ?? 0))
        yield `the payment of ${orderId} records refunds of ${refundedTotal}, the provider ${refunds.get(orderId) ?? 0}`;
    }
    const recorded = new Map(payments.map(({ orderId, refundedTotal }) => [orderId, refundedTotal]));
    for (const { orderId, refundedTotal } of orders)
      if (refundedTotal > (recorded.get(orderId) ?? 0))
        yield `${orderId} records refunds of ${refundedTotal}, its payment ${recorded.get(orderId) ?? 0}`;
  },
};

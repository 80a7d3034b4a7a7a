import { sums, type Invariant } from './invariant.ts';

/** The provider never takes more than the customer agreed to. */
export const capturedWithinAuthorized: Invariant = {
  name: 'captured within authorized',
  description: 'What is captured does not exceed the authorization, nor the total of the order.',
  holds: 'always',
  *check({ charges, orders }) {
    for (const { chargeId, orderId, authorized, captured } of charges)
      if (captured > authorized) yield `${chargeId} of ${orderId} captured ${captured} of ${authorized}`;
    const captured = sums(
      charges,
      ({ orderId }) => orderId,
      (charge) => charge.captured,
    );
    for (const { orderId, totals } of orders) {
      const paid = captured.get(orderId) ?? 0;
      if (paid > totals.total) yield `${orderId} paid ${paid} of a total of ${totals.total}`;
    }
  },
};

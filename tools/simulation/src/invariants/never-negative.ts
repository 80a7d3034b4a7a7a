import type { Invariant } from './invariant.ts';

/** No quantity and no amount falls below zero. */
export const neverNegative: Invariant = {
  name: 'never negative',
  description: 'Units and amounts are zero or more.',
  holds: 'always',
  *check({ stock, reservations, payments, orders, charges }) {
    for (const { productId, available, holds } of stock) {
      if (available < 0) yield `${productId} has ${available} available units`;
      for (const [holdId, quantity] of Object.entries(holds))
        if (quantity < 0) yield `the hold ${holdId} of ${productId} has ${quantity} units`;
    }
    for (const { orderId, lineItems } of reservations)
      for (const { productId, quantity } of lineItems)
        if (quantity < 0) yield `${orderId} reserves ${quantity} units of ${productId}`;
    for (const { orderId, refundedTotal } of [...payments, ...orders])
      if (refundedTotal < 0) yield `${orderId} has refunds of ${refundedTotal}`;
    for (const { chargeId, authorized, captured, refunded } of charges)
      if (Math.min(authorized, captured, refunded) < 0)
        yield `${chargeId} has a negative amount: ${authorized} authorized, ${captured} captured, ${refunded} refunded`;
  },
};

import { sums, type Invariant } from './invariant.ts';

/** A customer pays an order once. */
export const oneChargePerOrder: Invariant = {
  name: 'one charge per order',
  description: 'The provider has at most one authorization of an order that is not voided.',
  holds: 'always',
  *check({ charges }) {
    const open = charges.filter(({ status }) => status !== 'voided');
    const counts = sums(
      open,
      ({ orderId }) => orderId,
      () => 1,
    );
    for (const [orderId, count] of counts) if (count > 1) yield `${orderId} has ${count} charges`;
  },
};

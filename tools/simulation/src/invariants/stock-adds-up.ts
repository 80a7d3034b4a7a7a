import { sums, type Invariant } from './invariant.ts';
import type { ProductUnits } from './snapshot.ts';

/** Every unit is available, held, or in exactly one reservation. */
export const stockAddsUp: Invariant = {
  name: 'stock adds up',
  description: 'Available units are the adjustments less the units of reservations and of undecided holds.',
  holds: 'at-rest',
  *check({ stock, adjustments, reservations, unsettled }) {
    const taken = reservations.filter(({ status }) => status === 'reserved' || status === 'committed');
    const lines = taken.flatMap(({ lineItems }) => lineItems);
    // A reservation that returned its units still lists its holds, which are removed later.
    const decided = new Set(
      reservations.flatMap(({ lineItems }) =>
        lineItems.map(({ productId, holdId }) => `${productId} ${holdId}`),
      ),
    );
    const undecided = stock.flatMap(({ productId, holds }) =>
      Object.entries(holds)
        .filter(([holdId]) => !decided.has(`${productId} ${holdId}`))
        .map(([, quantity]) => ({ productId, quantity })),
    );
    const actual = sums(
      stock,
      ({ productId }) => productId,
      ({ available }) => available,
    );
    const adjusted = total(adjustments);
    const reserved = total(lines);
    const held = total(undecided);
    for (const productId of new Set([...actual.keys(), ...adjusted.keys(), ...reserved.keys()])) {
      if (unsettled.has(productId)) continue;
      const of = (units: ReadonlyMap<string, number>) => units.get(productId) ?? 0;
      const expected = of(adjusted) - of(reserved) - of(held);
      if (of(actual) !== expected)
        yield `${productId} has ${of(actual)} available units instead of ${expected}: ${of(adjusted)} adjusted, ${of(reserved)} reserved, ${of(held)} held`;
    }
  },
};

const total = (lines: readonly ProductUnits[]) =>
  sums(
    lines,
    ({ productId }) => productId,
    ({ quantity }) => quantity,
  );

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newId } from '#libs/models';
import { mergeLineItems, splitLineItems, type ShipmentLineItem } from './line-items.ts';

const [tea, pot] = [newId('prd'), newId('prd')];
const line = (productId: string, quantity: number): ShipmentLineItem => ({
  productId,
  quantity,
  title: 'Tea',
});

describe('splitLineItems', () => {
  it('takes all units by default', () => {
    expect(splitLineItems([line(tea, 2)])).toEqual({ taken: [line(tea, 2)], remaining: [] });
  });

  it('returns the remaining units', () => {
    const requested = [{ productId: tea, quantity: 1 }];
    expect(splitLineItems([line(tea, 3), line(pot, 1)], requested)).toEqual({
      taken: [line(tea, 1)],
      remaining: [line(tea, 2), line(pot, 1)],
    });
  });

  it('rejects more units than there are, also across line items', () => {
    for (const requested of [[line(tea, 3)], [line(tea, 1), line(tea, 2)], [line(pot, 1)]])
      expect(() => splitLineItems([line(tea, 2)], requested)).toThrow('shipment.quantity-exceeded');
  });

  it('neither loses nor creates units', () => {
    const quantity = fc.integer({ min: 1, max: 20 });
    fc.assert(
      fc.property(quantity, quantity, fc.nat(20), fc.nat(20), (teas, pots, someTeas, somePots) => {
        const lineItems = [line(tea, teas), line(pot, pots)];
        const requested = [line(tea, someTeas), line(pot, somePots)].filter((each) => each.quantity > 0);
        if (someTeas > teas || somePots > pots) return;
        const { taken, remaining } = splitLineItems(lineItems, requested);
        expect(mergeLineItems([...taken, ...remaining]).toSorted(byProduct)).toEqual(
          lineItems.toSorted(byProduct),
        );
      }),
    );
  });
});

describe('mergeLineItems', () => {
  it('merges line items of the same product', () => {
    expect(mergeLineItems([line(tea, 1), line(pot, 1), line(tea, 2)])).toEqual([line(tea, 3), line(pot, 1)]);
  });
});

const byProduct = (a: ShipmentLineItem, b: ShipmentLineItem): number =>
  a.productId.localeCompare(b.productId);

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newId } from '#libs/models';
import { merged, split, type Pieces } from './pieces.ts';

const [tea, pot] = [newId('prd'), newId('prd')];
const line = (productId: string, quantity: number): Pieces => ({ productId, quantity, title: 'Tea' });

describe('split', () => {
  it('takes all where nothing is said', () => {
    expect(split([line(tea, 2)])).toEqual({ taken: [line(tea, 2)], left: [] });
  });

  it('leaves what was not wanted', () => {
    const wanted = [{ productId: tea, quantity: 1 }];
    expect(split([line(tea, 3), line(pot, 1)], wanted)).toEqual({
      taken: [line(tea, 1)],
      left: [line(tea, 2), line(pot, 1)],
    });
  });

  it('refuses more than there is, also in several lines', () => {
    for (const wanted of [[line(tea, 3)], [line(tea, 1), line(tea, 2)], [line(pot, 1)]])
      expect(() => split([line(tea, 2)], wanted)).toThrow('shipment.pieces-missing');
  });

  it('neither loses nor makes pieces', () => {
    const quantity = fc.integer({ min: 1, max: 20 });
    fc.assert(
      fc.property(quantity, quantity, fc.nat(20), fc.nat(20), (teas, pots, someTeas, somePots) => {
        const pieces = [line(tea, teas), line(pot, pots)];
        const wanted = [line(tea, someTeas), line(pot, somePots)].filter((each) => each.quantity > 0);
        if (someTeas > teas || somePots > pots) return;
        const { taken, left } = split(pieces, wanted);
        expect(merged([...taken, ...left]).toSorted(byProduct)).toEqual(pieces.toSorted(byProduct));
      }),
    );
  });
});

it('lines of one product become one', () => {
  expect(merged([line(tea, 1), line(pot, 1), line(tea, 2)])).toEqual([line(tea, 3), line(pot, 1)]);
});

const byProduct = (a: Pieces, b: Pieces): number => a.productId.localeCompare(b.productId);

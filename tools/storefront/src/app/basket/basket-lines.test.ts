import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type BasketLine, countUnits, quantityOf, withQuantity } from './basket-lines.ts';

const productId = fc.constantFrom('a', 'b', 'c', 'd');
const lines = fc.uniqueArray(fc.record({ productId, quantity: fc.integer({ min: 1, max: 9 }) }), {
  selector: (line) => line.productId,
});

it('sets the quantity of one product and changes no other line', () => {
  fc.assert(
    fc.property(lines, productId, fc.integer({ min: 0, max: 9 }), (before, product, quantity) => {
      const after = withQuantity(before, product, quantity);
      expect(quantityOf(after, product)).toBe(quantity);
      expect(countUnits(after)).toBe(countUnits(before) - quantityOf(before, product) + quantity);
      const others = (all: readonly BasketLine[]) => all.filter((line) => line.productId !== product);
      expect(others(after)).toEqual(others(before));
      expect(after.every((line) => line.quantity > 0)).toBe(true);
    }),
  );
});

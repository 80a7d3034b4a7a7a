import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { catchAppError } from '../../test/catch-app-error.ts';
import { productId } from '../../test/shop.ts';
import { mergeLines, requireStock, priceLines, type ProductProjection } from './product-projection.ts';

const product = (n: number, change: Partial<ProductProjection> = {}): ProductProjection => ({
  productId: productId(n),
  title: `Product ${n}`,
  price: { amount: 1_000, currency: 'EUR' },
  status: 'active',
  available: 5,
  ...change,
});
const line = (n: number, quantity = 1) => ({ productId: productId(n), quantity });
describe('mergeLines', () => {
  it('merges the lines of each product and keeps the number of units', () => {
    const some = fc.array(
      fc.record({ productId: fc.constantFrom('a', 'b', 'c'), quantity: fc.integer({ min: 1, max: 9 }) }),
      { minLength: 1, maxLength: 50 },
    );
    fc.assert(
      fc.property(some, (requested) => {
        const merged = mergeLines(requested);
        expect(new Set(merged.map((each) => each.productId)).size).toBe(merged.length);
        const units = (lines: { quantity: number }[]) =>
          lines.reduce((sum, { quantity }) => sum + quantity, 0);
        expect(units(merged)).toBe(units(requested));
      }),
    );
  });

  it('rejects a quantity above the limit of a line', () => {
    expect(catchAppError(() => mergeLines([line(2), line(1, 500), line(1, 500)]))).toEqual({
      code: 'checkout.quantity-too-large',
      fields: ['/body/lineItems/1/quantity'],
    });
  });
});

describe('priceLines', () => {
  it('adds the current titles and prices', () => {
    expect(priceLines([line(1, 3)], [product(1)])).toEqual({
      currency: 'EUR',
      lineItems: [{ ...line(1, 3), title: 'Product 1', unitPrice: 1_000, total: 3_000 }],
    });
  });

  it.each<[string, ProductProjection[], [string, string]]>([
    ['does not exist', [product(1)], ['checkout.unknown-product', '/body/lineItems/1/productId']],
    [
      'is archived',
      [product(1), product(2, { status: 'archived' })],
      ['checkout.unknown-product', '/body/lineItems/1/productId'],
    ],
    [
      'is known only by its stock',
      [product(1), { productId: productId(2), available: 9 }],
      ['checkout.unknown-product', '/body/lineItems/1/productId'],
    ],
    [
      'has a price in another currency',
      [product(1), product(2, { price: { amount: 1, currency: 'USD' } })],
      ['checkout.currency-mismatch', '/body/lineItems/1/productId'],
    ],
  ])('rejects a product that %s and names its field', (_, products, expected) => {
    const [code, field] = expected;
    expect(catchAppError(() => priceLines([line(1), line(2)], products))).toEqual({ code, fields: [field] });
  });
});

describe('requireStock', () => {
  it.each([
    [5, 5, true],
    [6, 5, false],
    [1, 0, false],
    [9, undefined, true],
  ])('for %i of %s available units passes: %s', (quantity, available, isSufficient) => {
    const { available: _, ...unknownStock } = product(1);
    const products = [available === undefined ? unknownStock : { ...unknownStock, available }];
    const check = () => requireStock([line(1, quantity)], products);
    const error = { code: 'checkout.insufficient-stock', fields: ['/body/lineItems/0/quantity'] };
    expect(catchAppError(check)).toEqual(isSufficient ? undefined : error);
  });

  it('adds up all lines of a product', () => {
    expect(() => requireStock([line(1, 3), line(1, 3)], [product(1)])).toThrow('checkout.insufficient-stock');
  });
});

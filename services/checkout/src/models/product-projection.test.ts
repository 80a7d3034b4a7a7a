import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { catchAppError } from '../../test/catch-app-error.ts';
import { productId } from '../../test/shop.ts';
import { mergeLines, priceLines, type ProductProjection } from './product-projection.ts';

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

const soldLine = (n: number, unitPrice = 700) => ({
  ...line(n),
  title: `Seen ${n}`,
  unitPrice,
  total: unitPrice,
});

describe('priceLines', () => {
  it('adds the current titles and prices', () => {
    expect(priceLines([line(1, 3)], [product(1)])).toEqual({
      currency: 'EUR',
      lineItems: [{ ...line(1, 3), title: 'Product 1', unitPrice: 1_000, total: 3_000 }],
      problems: [],
    });
  });

  const usDollars = { price: { amount: 1, currency: 'USD' } };
  it.each<[string, ProductProjection[], string, string]>([
    ['does not exist', [product(1)], 'checkout.unknown-product', 'productId'],
    [
      'is archived',
      [product(1), product(2, { status: 'archived' })],
      'checkout.unknown-product',
      'productId',
    ],
    [
      'is known only by its stock',
      [product(1), { productId: productId(2), available: 9 }],
      'checkout.unknown-product',
      'productId',
    ],
    [
      'has a price in another currency',
      [product(1), product(2, usDollars)],
      'checkout.currency-mismatch',
      'productId',
    ],
    ['is sold out', [product(1), product(2, { available: 0 })], 'checkout.insufficient-stock', 'quantity'],
  ])('reports a product that %s and names its line', (_, products, code, property) => {
    const { problems } = priceLines([line(1), line(2)], products);
    expect(problems).toMatchObject([{ code, field: `/lineItems/1/${property}` }]);
  });

  it('keeps the title and price that the customer last saw of a line that cannot be sold', () => {
    const seen = [soldLine(1), soldLine(2), soldLine(3)];
    const { lineItems, currency } = priceLines(seen, [product(1), product(2, usDollars)], 'EUR');
    expect(lineItems).toEqual([
      { ...line(1), title: 'Product 1', unitPrice: 1_000, total: 1_000 },
      soldLine(2),
      soldLine(3),
    ]);
    expect(currency).toBe('EUR');
    expect(priceLines(seen, [], 'EUR')).toMatchObject({ lineItems: seen, currency: 'EUR' });
  });

  it('keeps the currency of the basket while a line is priced in it', () => {
    const products = [product(1, usDollars), product(2)];
    const seen = [soldLine(1), soldLine(2)];
    expect(priceLines(seen, products, 'EUR')).toMatchObject({
      currency: 'EUR',
      problems: [{ code: 'checkout.currency-mismatch', field: '/lineItems/0/productId' }],
    });
    expect(priceLines([soldLine(1)], products, 'EUR')).toMatchObject({ currency: 'USD', problems: [] });
  });

  it.each([
    [5, 5, true],
    [6, 5, false],
    [1, 0, false],
    [9, undefined, true],
  ])('for %i of %s available units passes: %s', (quantity, available, isSufficient) => {
    const { available: _, ...unknownStock } = product(1);
    const products = [available === undefined ? unknownStock : { ...unknownStock, available }];
    const codes = priceLines([line(1, quantity)], products).problems.map(({ code }) => code);
    expect(codes).toEqual(isSufficient ? [] : ['checkout.insufficient-stock']);
  });

  it('adds up all lines of a product', () => {
    const { problems } = priceLines([line(1, 3), line(1, 3)], [product(1)]);
    expect(problems).toMatchObject([{ code: 'checkout.insufficient-stock', field: '/lineItems/0/quantity' }]);
  });
});

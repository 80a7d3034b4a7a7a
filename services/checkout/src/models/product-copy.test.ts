import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { refusalOf } from '../../test/refusal-of.ts';
import { productId } from '../../test/shop.ts';
import { mergedLines, requireStock, soldLines, type ProductCopy } from './product-copy.ts';

const copy = (n: number, change: Partial<ProductCopy> = {}): ProductCopy => ({
  productId: productId(n),
  title: `Product ${n}`,
  price: { amount: 1_000, currency: 'EUR' },
  status: 'active',
  available: 5,
  ...change,
});
const line = (n: number, quantity = 1) => ({ productId: productId(n), quantity });
describe('lines', () => {
  it('of one product become one, and no piece is lost', () => {
    const some = fc.array(
      fc.record({ productId: fc.constantFrom('a', 'b', 'c'), quantity: fc.integer({ min: 1, max: 9 }) }),
      { minLength: 1, maxLength: 50 },
    );
    fc.assert(
      fc.property(some, (sent) => {
        const merged = mergedLines(sent);
        expect(new Set(merged.map((each) => each.productId)).size).toBe(merged.length);
        const pieces = (lines: { quantity: number }[]) =>
          lines.reduce((sum, { quantity }) => sum + quantity, 0);
        expect(pieces(merged)).toBe(pieces(sent));
      }),
    );
  });

  it('take the title and the price of the moment', () => {
    expect(soldLines([line(1, 3)], [copy(1)])).toEqual({
      currency: 'EUR',
      lineItems: [{ ...line(1, 3), title: 'Product 1', unitPrice: 1_000, total: 3_000 }],
    });
  });

  it.each<[string, ProductCopy[], [string, string]]>([
    ['unknown', [copy(1)], ['checkout.unknown-product', '/body/lineItems/1/productId']],
    [
      'archived',
      [copy(1), copy(2, { status: 'archived' })],
      ['checkout.unknown-product', '/body/lineItems/1/productId'],
    ],
    [
      'known only by its stock',
      [copy(1), { productId: productId(2), available: 9 }],
      ['checkout.unknown-product', '/body/lineItems/1/productId'],
    ],
    [
      'of another currency',
      [copy(1), copy(2, { price: { amount: 1, currency: 'USD' } })],
      ['checkout.currency-mix', '/body/lineItems/1/productId'],
    ],
  ])('refuse a product that is %s, by its place', (_, copies, refusal) => {
    const [code, field] = refusal;
    expect(refusalOf(() => soldLines([line(1), line(2)], copies))).toEqual({ code, fields: [field] });
  });

  it('refuse more pieces than one line takes', () => {
    expect(refusalOf(() => mergedLines([line(2), line(1, 500), line(1, 500)]))).toEqual({
      code: 'checkout.quantity-too-large',
      fields: ['/body/lineItems/1/quantity'],
    });
  });
});

describe('the stock hint', () => {
  it.each([
    [5, 5, true],
    [6, 5, false],
    [1, 0, false],
    [9, undefined, true],
  ])('lets %i pieces of %s be bought: %s', (quantity, available, isPossible) => {
    const { available: _, ...unhinted } = copy(1);
    const copies = [available === undefined ? unhinted : { ...unhinted, available }];
    const buy = () => requireStock([line(1, quantity)], copies);
    const refusal = { code: 'checkout.insufficient-stock', fields: ['/body/lineItems/0/quantity'] };
    expect(refusalOf(buy)).toEqual(isPossible ? undefined : refusal);
  });

  it('counts all lines of a product', () => {
    expect(() => requireStock([line(1, 3), line(1, 3)], [copy(1)])).toThrow('checkout.insufficient-stock');
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toProductId } from './imported-product.ts';

describe('toProductId', () => {
  it('is a well-formed id that needs no encoding in a URL, for any SKU', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 64 }), (sku) => {
        const id = toProductId(sku);
        expect(id).toMatch(/^prd_[0-9a-z]{36}$/);
        expect(encodeURIComponent(id)).toBe(id);
        expect(toProductId(sku)).toBe(id);
      }),
    );
  });

  it('differs for different SKUs, including those that differ by case, spaces or separators only', () => {
    const similar = ['a b', 'ab', 'a  b', 'A b', 'a-b', 'a/b', 'a%20b', 'a+b', 'ä b', 'a½', 'a1/2'];
    expect(new Set(similar.map(toProductId)).size).toBe(similar.length);
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ unit: 'grapheme' }), { minLength: 2 }), (skus) => {
        expect(new Set(skus.map(toProductId)).size).toBe(skus.length);
      }),
    );
  });
});

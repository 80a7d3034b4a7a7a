import { describe, expect, it } from '@jest/globals';
import { hotProducts } from './hot-products.ts';

const rules = { buckets: 4, hotRate: 100, coolRate: 10, minUnitsPerBucket: 10 };

function setup() {
  let time = 0;
  const products = hotProducts({ rules, now: () => time, random: () => 0.5 });
  /** Observes an item again after a second with this many changes. */
  const observeAfter = (stockId: string, changes: number, fields: object = {}) => {
    const observe = (version: number) =>
      products.observe({ stockId, available: 1000, version, holds: {}, ...fields });
    observe(1);
    time += 1000;
    return observe(1 + changes);
  };
  return { products, observeAfter };
}

describe('hotProducts', () => {
  it('advises to split a product with many changes per second', () => {
    expect(setup().observeAfter('p', 99)).toBeUndefined();
    expect(setup().observeAfter('p', 100)).toBe('spread');
  });

  it('advises against a split of few units', () => {
    expect(setup().observeAfter('p', 500, { available: 39 })).toBeUndefined();
    expect(setup().observeAfter('p', 500, { available: 40 })).toBe('spread');
  });

  it('advises to split after repeated rejections', () => {
    const { products } = setup();
    for (let count = 0; count < 3; count++) products.reject('p');
    expect(products.observe({ stockId: 'p', available: 1000, version: 1, holds: {} })).toBe('spread');
  });

  it('advises to gather a split product that has few changes', () => {
    const { products, observeAfter } = setup();
    products.changeBuckets('p', 4);
    expect(products.stockIdFor('p')).toBe('p#2');
    expect(observeAfter('p#2', 3)).toBeUndefined();
    expect(observeAfter('p#2', 2)).toBe('gather');
  });

  it('compares versions of the same item only', () => {
    const { products, observeAfter } = setup();
    // The main item shows that the product is split: this environment moves to a bucket with lower versions.
    observeAfter('p', 500, { buckets: 4 });
    expect(products.stockIdFor('p')).toBe('p#2');
    expect(observeAfter('p#2', 50)).toBeUndefined();
  });

  it('hands out settled holds once, by item', () => {
    const { products } = setup();
    products.addSettledHold('p#2', 'a');
    products.addSettledHold('p#2', 'b');
    expect(products.takeSettledHolds('p')).toEqual([]);
    expect(products.takeSettledHolds('p#2')).toEqual(['a', 'b']);
    expect(products.takeSettledHolds('p#2')).toEqual([]);
  });
});

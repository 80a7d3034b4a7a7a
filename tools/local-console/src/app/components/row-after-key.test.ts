import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { rowAfterKey } from './row-after-key.ts';

describe('rowAfterKey', () => {
  it('moves by one, by a page, and to both ends', () => {
    const from = { index: 5, count: 10, page: 3 };
    expect(
      ['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End'].map((key) => rowAfterKey(key, from)),
    ).toEqual([6, 4, 8, 2, 0, 9]);
  });

  it('ignores other keys', () => {
    for (const key of ['a', 'Tab', 'toString'])
      expect(rowAfterKey(key, { index: 0, count: 1, page: 1 })).toBeUndefined();
  });

  it('stays within the rows', () => {
    const key = fc.constantFrom('ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End');
    fc.assert(
      fc.property(key, fc.nat(50), fc.integer({ min: 1, max: 50 }), (pressed, index, page) => {
        const next = rowAfterKey(pressed, { index, count: 51, page })!;
        expect(next).toBeGreaterThanOrEqual(0);
        expect(next).toBeLessThan(51);
      }),
    );
  });
});

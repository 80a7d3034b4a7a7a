import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { item } from './arbitrary-items.ts';
import { isEqual } from './item-change.ts';
import { sortAttributes } from './sort-attributes.ts';

describe('sortAttributes', () => {
  it('puts the keys first, and sorts maps', () => {
    const sorted = sortAttributes(
      { b: { M: { d: { S: '' }, c: { S: '' } } }, a: { S: '' }, id: { S: '' }, range: { S: '' } },
      ['id', 'range'],
    );
    expect(JSON.stringify(sorted)).toBe(
      '{"id":{"S":""},"range":{"S":""},"a":{"S":""},"b":{"M":{"c":{"S":""},"d":{"S":""}}}}',
    );
  });

  it('changes no value', () => {
    fc.assert(
      fc.property(item, (each) => {
        expect(isEqual({ M: sortAttributes(each, ['id']) }, { M: each })).toBe(true);
      }),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { item } from './arbitrary-items.ts';
import { fromPlainJson, toPlainJson } from './plain-json.ts';

describe('plain JSON of an item', () => {
  it('reads as ordinary JSON', () => {
    expect(
      toPlainJson({
        id: { S: 'ord_1' },
        total: { N: '5990' },
        precise: { N: '12345678901234567890' },
        tags: { SS: ['a', 'b'] },
        lines: { L: [{ M: { quantity: { N: '2' }, gift: { BOOL: false }, note: { NULL: true } } }] },
      }),
    ).toEqual({
      id: 'ord_1',
      total: 5990,
      precise: '12345678901234567890',
      tags: ['a', 'b'],
      lines: [{ quantity: 2, gift: false, note: null }],
    });
  });

  it('returns the same item if nothing was edited', () => {
    fc.assert(
      fc.property(item, (each) => {
        expect(fromPlainJson(JSON.parse(JSON.stringify(toPlainJson(each))), each)).toEqual(each);
      }),
    );
  });

  it('keeps the type of an edited set, number and precise number', () => {
    const original = {
      tags: { SS: ['a'] },
      sizes: { NS: ['1', '2.0'] },
      precise: { N: '12345678901234567890' },
    };
    expect(
      fromPlainJson({ tags: ['a', 'c'], sizes: [2, 3], precise: '12345678901234567891' }, original),
    ).toEqual({
      tags: { SS: ['a', 'c'] },
      sizes: { NS: ['2.0', '3'] },
      precise: { N: '12345678901234567891' },
    });
  });

  it('takes the type of the JSON for new and replaced values', () => {
    expect(fromPlainJson({ a: 'text', b: [1], c: { d: null } }, { a: { N: '1' } })).toEqual({
      a: { S: 'text' },
      b: { L: [{ N: '1' }] },
      c: { M: { d: { NULL: true } } },
    });
  });

  it('refuses JSON that is no object', () => {
    for (const json of [null, [], 'text', 1]) expect(() => fromPlainJson(json, {})).toThrow(/JSON object/);
  });
});

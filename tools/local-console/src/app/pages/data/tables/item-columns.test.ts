import { describe, expect, it } from '@jest/globals';
import { chooseColumns, toCell, toKeyText } from './item-columns.ts';

const items = [
  { id: { S: '1' }, total: { N: '5' }, rare: { S: 'x' } },
  { id: { S: '2' }, total: { N: '6' }, status: { S: 'placed' } },
  { id: { S: '3' }, status: { S: 'placed' }, total: { N: '7' } },
];

describe('chooseColumns', () => {
  it('shows keys first, then frequent attributes', () => {
    expect(chooseColumns(items, ['id'])).toEqual(['id', 'total', 'status', 'rare']);
  });

  it('shows text and numbers before lists and maps', () => {
    const nested = { id: { S: '1' }, address: { M: {} }, lines: { L: [] }, total: { N: '1' } };
    expect(chooseColumns([nested], ['id'])).toEqual(['id', 'total', 'address', 'lines']);
  });

  it('shows the keys of an empty table, and at most twelve columns', () => {
    expect(chooseColumns([], ['id', 'range'])).toEqual(['id', 'range']);
    const wide = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`a${index}`, { S: 'x' }]));
    expect(chooseColumns([wide], ['id'])).toHaveLength(12);
  });
});

describe('toCell', () => {
  it('shows scalars as they are and the rest as JSON', () => {
    expect(toCell({ a: { S: 'x' } }, 'a')).toBe('x');
    expect(toCell({ a: { N: '1.5' } }, 'a')).toBe(1.5);
    expect(toCell({ a: { L: [{ BOOL: true }] } }, 'a')).toBe('[true]');
    expect(toCell({}, 'toString')).toBeUndefined();
  });
});

describe('toKeyText', () => {
  it('distinguishes keys of different types', () => {
    expect(toKeyText({ id: { S: '1' } }, ['id'])).not.toBe(toKeyText({ id: { N: '1' } }, ['id']));
  });
});

import { describe, expect, it } from '@jest/globals';
import { prefixSteps, rowName, toPreviewKind, toRows } from './object-listing.ts';

describe('toRows', () => {
  it('lists folders before objects', () => {
    const object = { Key: 'a/1.csv', Size: 1, LastModified: '', ETag: '' };
    const rows = toRows([{ Contents: [object], CommonPrefixes: [{ Prefix: 'a/b/' }] }]);
    expect(rows.map((row) => rowName(row, 'a/'))).toEqual(['b/', '1.csv']);
  });
});

describe('prefixSteps', () => {
  it('names the folders of a prefix', () => {
    expect(prefixSteps('a/b/')).toEqual([
      { name: 'a', prefix: 'a/' },
      { name: 'b', prefix: 'a/b/' },
    ]);
    expect(prefixSteps('')).toEqual([]);
  });
});

describe('toPreviewKind', () => {
  it.each([
    ['x', 'image/webp', 'image'],
    ['x.PNG', undefined, 'image'],
    ['x', 'application/problem+json', 'json'],
    ['x.csv', 'binary/octet-stream', 'csv'],
    ['orders.parquet', 'application/vnd.apache.parquet', 'parquet'],
    ['x', 'text/html', 'text'],
    ['x.bin', undefined, 'none'],
    ['x.constructor', undefined, 'none'],
  ])('shows %s of type %s as %s', (key, contentType, kind) => {
    expect(toPreviewKind(key, contentType)).toBe(kind);
  });
});

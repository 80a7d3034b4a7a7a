import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sourcePositions } from './source-positions.ts';

/** Maps the first column of the first line to line 3, column 5 of the source. */
const map = {
  version: 3,
  file: 'get-stock.mjs',
  sources: ['../src/handlers/get-stock.ts'],
  sourcesContent: [],
  names: [],
  // cspell:ignore AAEI -- a base64 VLQ
  mappings: 'AAEI',
  sourceRoot: '',
};
const frame = '    at find (file:///var/task/dist/get-stock.mjs:1:1)';

describe('sourcePositions', () => {
  it('replaces the position in a bundle by that in its source', () => {
    const toSource = sourcePositions(() => map);
    expect(toSource(frame)).toBe('    at find (/var/task/src/handlers/get-stock.ts:3:5)');
    expect(toSource('    at /var/task/dist/get-stock.mjs:1:1')).toBe(
      '    at /var/task/src/handlers/get-stock.ts:3:5',
    );
  });

  it('reads the source map once, when the first frame needs it', () => {
    const read: string[] = [];
    const toSource = sourcePositions((bundle) => {
      read.push(bundle);
      return map;
    });
    expect(read).toEqual([]);
    toSource(frame);
    toSource(frame);
    expect(read).toEqual(['/var/task/dist/get-stock.mjs']);
  });

  it('keeps a position without a source map', () => {
    const toSource = sourcePositions(() => {
      throw new Error('ENOENT');
    });
    expect(toSource(frame)).toBe(frame);
    expect(toSource('    at node:internal/main:1:1')).toBe('    at node:internal/main:1:1');
  });

  it('keeps any text that has no position', () => {
    const toSource = sourcePositions(() => map);
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!/js:\d+:\d+/.test(text));
        expect(toSource(text)).toBe(text);
      }),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { afterKey } from './after-key.ts';
import { toRows } from './rows.ts';
import { buildTree } from './span-tree.ts';
import { anyLines, anySpans, span } from './spans.fixture.ts';

const roots = buildTree([
  span('request', { kind: 'request' }),
  span('complete', { kind: 'invocation', parentId: 'request', startedAt: 1 }),
  span('put', { parentId: 'complete', startedAt: 2, status: 'error' }),
]);
const rows = (...collapsed: string[]) =>
  toRows(roots, [], {
    arrangement: 'story',
    collapsed: new Set(collapsed),
    expanded: new Set(),
    showsLines: true,
  });

describe('afterKey', () => {
  it('moves down and up, and stays at the ends', () => {
    expect(afterKey(rows(), 'request', 'ArrowDown')).toEqual({ select: 'complete' });
    expect(afterKey(rows(), 'request', 'ArrowUp')).toEqual({ select: 'request' });
    expect(afterKey(rows(), undefined, 'ArrowDown')).toEqual({ select: 'request' });
  });

  it('expands with the right arrow, then enters', () => {
    expect(afterKey(rows('complete'), 'complete', 'ArrowRight')).toEqual({ expand: 'complete' });
    expect(afterKey(rows(), 'complete', 'ArrowRight')).toEqual({ select: 'put' });
  });

  it('collapses with the left arrow, then goes to the parent', () => {
    expect(afterKey(rows(), 'complete', 'ArrowLeft')).toEqual({ collapse: 'complete' });
    expect(afterKey(rows('complete'), 'complete', 'ArrowLeft')).toEqual({ select: 'request' });
  });

  it('finds the next and the previous error', () => {
    expect(afterKey(rows(), 'request', 'n')).toEqual({ select: 'put' });
    expect(afterKey(rows(), 'put', 'p')).toEqual({});
  });

  it('selects only rows that exist', () => {
    const keys = fc.constantFrom(
      'ArrowDown',
      'ArrowUp',
      'PageDown',
      'PageUp',
      'Home',
      'End',
      'ArrowLeft',
      'n',
      'p',
      'x',
    );
    fc.assert(
      fc.property(anySpans, anyLines, keys, fc.nat(30), (spans, lines, key, at) => {
        const all = toRows(buildTree(spans), lines, {
          arrangement: 'tree',
          collapsed: new Set(),
          expanded: new Set(),
          showsLines: true,
        });
        const { select = all[0]?.id } = afterKey(all, all[at]?.id, key) ?? {};
        expect(select === undefined || all.some(({ id }) => id === select)).toBe(true);
      }),
    );
  });
});

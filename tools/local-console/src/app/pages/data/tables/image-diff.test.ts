import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { item } from './arbitrary-items.ts';
import { diffImages } from './image-diff.ts';

describe('diffImages', () => {
  it('names what was added, removed and changed, by path', () => {
    expect(
      diffImages(
        {
          status: { S: 'placed' },
          old: { N: '1' },
          totals: { M: { total: { N: '1' } } },
          lines: { L: [{ S: 'a' }] },
        },
        {
          status: { S: 'shipped' },
          totals: { M: { total: { N: '2' } } },
          lines: { L: [{ S: 'a' }, { S: 'b' }] },
          new: { BOOL: true },
        },
      ),
    ).toEqual([
      { path: 'lines[1]', kind: 'added', before: undefined, after: 'b' },
      { path: 'new', kind: 'added', before: undefined, after: true },
      { path: 'old', kind: 'removed', before: 1, after: undefined },
      { path: 'status', kind: 'changed', before: 'placed', after: 'shipped' },
      { path: 'totals.total', kind: 'changed', before: 1, after: 2 },
    ]);
  });

  it('is empty for equal images, and has the same paths in reverse', () => {
    fc.assert(
      fc.property(item, item, (one, other) => {
        expect(diffImages(one, one)).toEqual([]);
        const paths = (changes: ReturnType<typeof diffImages>) => changes.map(({ path }) => path);
        expect(paths(diffImages(one, other))).toEqual(paths(diffImages(other, one)));
      }),
    );
  });
});

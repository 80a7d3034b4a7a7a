import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { liveList } from './live-list.ts';

interface Item {
  readonly id: string;
  readonly at: number;
  readonly version?: number;
}

const list = liveList<Item>({ idOf: ({ id }) => id, orderOf: ({ at }) => at, maximum: 100 });
const items: fc.Arbitrary<Item[]> = fc.array(
  fc.record({ id: fc.integer({ min: 0, max: 9 }).map(String), at: fc.nat(9), version: fc.nat() }),
);
const a = { id: 'a', at: 1 };
const b = { id: 'b', at: 2 };

describe('liveList', () => {
  it('shows new items at once to a reader at the top', () => {
    expect(list.update(list.of([a]), [b], true)).toEqual({ shown: [b, a], waiting: [] });
  });

  it('changes a shown item in place and lets new ones wait while the reader is further down', () => {
    const changed = { ...a, version: 2 };
    expect(list.update(list.of([a]), [changed, b], false)).toEqual({ shown: [changed], waiting: [b] });
  });

  it('keeps at most the newest items', () => {
    const many = Array.from({ length: 101 }, (_, at) => ({ id: String(at), at }));
    const { shown } = list.of(many);
    expect([shown.length, shown[0]?.id, shown.at(-1)?.id]).toEqual([100, '100', '1']);
  });

  it('removes items that were dropped, also from those that wait', () => {
    expect(list.remove({ shown: [a], waiting: [b] }, new Set(['a', 'b']))).toEqual({
      shown: [],
      waiting: [],
    });
  });

  it('never moves what is shown while the reader is not at the top, and loses nothing', () => {
    fc.assert(
      fc.property(items, fc.array(items), (first, changes) => {
        const before = list.of(first);
        const after = changes.reduce((current, change) => list.update(current, change, false), before);
        expect(after.shown.map(({ id }) => id)).toEqual(before.shown.map(({ id }) => id));
        const ids = new Set([...first, ...changes.flat()].map(({ id }) => id));
        expect(new Set(list.showAll(after).shown.map(({ id }) => id))).toEqual(ids);
      }),
    );
  });
});

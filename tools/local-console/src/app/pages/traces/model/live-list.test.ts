import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type LiveList, MAXIMUM_TRACES, showAll, update } from './live-list.ts';

interface Item {
  readonly id: string;
  readonly startedAt: number;
  readonly version?: number;
}

const empty: LiveList<Item> = { shown: [], waiting: [] };
const items: fc.Arbitrary<Item[]> = fc.array(
  fc.record({ id: fc.integer({ min: 0, max: 9 }).map(String), startedAt: fc.nat(9), version: fc.nat() }),
);

describe('update', () => {
  it('shows new items at once to a reader at the top', () => {
    const list = update(
      { shown: [{ id: 'a', startedAt: 1 }], waiting: [] },
      [{ id: 'b', startedAt: 2 }],
      true,
    );
    expect(list).toEqual({
      shown: [
        { id: 'b', startedAt: 2 },
        { id: 'a', startedAt: 1 },
      ],
      waiting: [],
    });
  });

  it('changes a shown item in place and lets new ones wait while the reader is further down', () => {
    const shown = [{ id: 'a', startedAt: 1 }];
    expect(
      update(
        { shown, waiting: [] },
        [
          { id: 'a', startedAt: 1, version: 2 },
          { id: 'b', startedAt: 2 },
        ],
        false,
      ),
    ).toEqual({
      shown: [{ id: 'a', startedAt: 1, version: 2 }],
      waiting: [{ id: 'b', startedAt: 2 }],
    });
  });

  it('keeps at most the newest items', () => {
    const many = Array.from({ length: MAXIMUM_TRACES + 1 }, (_, index) => ({
      id: String(index),
      startedAt: index,
    }));
    const { shown } = update(empty, many, true);
    expect([shown.length, shown[0]?.id]).toEqual([MAXIMUM_TRACES, String(MAXIMUM_TRACES)]);
  });

  it('never moves what is shown while the reader is not at the top, and loses nothing', () => {
    fc.assert(
      fc.property(items, fc.array(items), (first, changes) => {
        const before = update(empty, first, true);
        const after = changes.reduce((list, change) => update(list, change, false), before);
        expect(after.shown.map(({ id }) => id)).toEqual(before.shown.map(({ id }) => id));
        const ids = new Set([...first, ...changes.flat()].map(({ id }) => id));
        expect(new Set(showAll(after).shown.map(({ id }) => id))).toEqual(ids);
      }),
    );
  });
});

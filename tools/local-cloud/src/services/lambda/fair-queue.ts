/** Requests that wait: first in, first out within a lane, and lanes take turns, so that no lane delays the other. */
export interface FairQueue<Lane extends string, Entry> {
  add(lane: Lane, entry: Entry): void;
  /** Removes the next entry; undefined if none waits. */
  next(): Entry | undefined;
  /** Removes and returns all entries that match. */
  remove(matches: (entry: Entry) => boolean): Entry[];
  /** The entry that waits longest in any lane, by the order of `add`. */
  oldest(): Entry | undefined;
  size(): number;
}

/** A queue whose waiting lanes are served in turn, each in order of arrival. A lane without entries is skipped. */
export function createFairQueue<Lane extends string, Entry>(lanes: readonly Lane[]): FairQueue<Lane, Entry> {
  interface Numbered {
    readonly number: number;
    readonly entry: Entry;
  }
  // The lane to serve next is first.
  let turns = lanes.map((lane) => ({ lane, entries: [] as Numbered[] }));
  let added = 0;

  return {
    add(lane, entry) {
      turns.find((turn) => turn.lane === lane)?.entries.push({ number: added++, entry });
    },
    next() {
      const turn = turns.find(({ entries }) => entries.length > 0);
      if (turn === undefined) return undefined;
      turns = [...turns.filter((other) => other !== turn), turn];
      return turn.entries.shift()?.entry;
    },
    remove(matches) {
      const removed: Numbered[] = [];
      for (const turn of turns) {
        removed.push(...turn.entries.filter(({ entry }) => matches(entry)));
        turn.entries = turn.entries.filter(({ entry }) => !matches(entry));
      }
      return removed.map(({ entry }) => entry);
    },
    oldest: () =>
      turns
        .flatMap(({ entries: [first] }) => first ?? [])
        .reduce<Numbered | undefined>(
          (old, each) => (old && old.number < each.number ? old : each),
          undefined,
        )?.entry,
    size: () => turns.reduce((sum, { entries }) => sum + entries.length, 0),
  };
}

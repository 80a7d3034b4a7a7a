/** An item of a list that grows at the top while it is being read. */
interface Listed {
  readonly id: string;
  readonly startedAt: number;
}

export interface LiveList<Item extends Listed> {
  /** Newest first. */
  readonly shown: readonly Item[];
  /** Newer than all shown: they wait until the reader is back at the top, so that the list does not jump. */
  readonly waiting: readonly Item[];
}

/** The most traces that the list keeps: what the recorder keeps as well. */
export const MAXIMUM_TRACES = 1_000;

/** @returns the list with everything that waited */
export const showAll = <Item extends Listed>({ shown, waiting }: LiveList<Item>): LiveList<Item> => ({
  shown: newestFirst([...waiting, ...shown]),
  waiting: [],
});

/**
 * Takes in new and changed items. Items that are shown change in place, whether the reader is at the top or not.
 *
 * @param isAtTop whether new items can be shown without moving what is being read
 */
export function update<Item extends Listed>(
  list: LiveList<Item>,
  changes: readonly Item[],
  isAtTop: boolean,
): LiveList<Item> {
  const changed = new Map(changes.map((item) => [item.id, item]));
  const shown = list.shown.map((item) => changed.get(item.id) ?? item);
  const known = new Set(shown.map(({ id }) => id));
  const others = newestFirst([...list.waiting, ...changes.filter(({ id }) => !known.has(id))]);
  return isAtTop ? showAll({ shown, waiting: others }) : { shown, waiting: others };
}

function newestFirst<Item extends Listed>(items: readonly Item[]): readonly Item[] {
  const latest = new Map(items.map((item) => [item.id, item]));
  return [...latest.values()]
    .toSorted((one, other) => other.startedAt - one.startedAt || (one.id < other.id ? 1 : -1))
    .slice(0, MAXIMUM_TRACES);
}

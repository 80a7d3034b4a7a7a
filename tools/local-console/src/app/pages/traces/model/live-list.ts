/** A list that grows at the top while it is being read. */
export interface LiveList<Item> {
  /** Newest first. */
  readonly shown: readonly Item[];
  /** Newer than what is shown: they wait until the reader is back at the top, so that the list does not jump. */
  readonly waiting: readonly Item[];
}

export interface LiveListOptions<Item> {
  idOf(item: Item): string | number;
  /** Items with a higher order are newer. */
  orderOf(item: Item): number;
  /** The most items that the list keeps. */
  readonly maximum: number;
}

/** The operations on a live list of one kind of items. */
export function liveList<Item>({ idOf, orderOf, maximum }: LiveListOptions<Item>) {
  const newestFirst = (items: readonly Item[]): readonly Item[] =>
    [...new Map(items.map((item) => [idOf(item), item])).values()]
      .toSorted((one, other) => orderOf(other) - orderOf(one) || (idOf(one) < idOf(other) ? 1 : -1))
      .slice(0, maximum);

  /** @returns the list with everything that waited */
  const showAll = ({ shown, waiting }: LiveList<Item>): LiveList<Item> =>
    waiting.length === 0 ? { shown, waiting } : { shown: newestFirst([...shown, ...waiting]), waiting: [] };

  return {
    showAll,

    /** @returns a list of items in any order, all of them shown */
    of: (items: readonly Item[]): LiveList<Item> => ({ shown: newestFirst(items), waiting: [] }),

    /**
     * Takes in new and changed items. Items that are shown change in place, whether the reader is at the top or not.
     *
     * @param isAtTop whether new items can be shown without moving what is being read
     */
    update(list: LiveList<Item>, changes: readonly Item[], isAtTop: boolean): LiveList<Item> {
      const changed = new Map(changes.map((item) => [idOf(item), item]));
      const known = new Set(list.shown.map(idOf));
      const shown = list.shown.map((item) => changed.get(idOf(item)) ?? item);
      const waiting = newestFirst([...list.waiting, ...changes.filter((item) => !known.has(idOf(item)))]);
      return isAtTop ? showAll({ shown, waiting }) : { shown, waiting };
    },

    /** @returns the list without some items */
    remove({ shown, waiting }: LiveList<Item>, ids: ReadonlySet<string | number>): LiveList<Item> {
      if (ids.size === 0) return { shown, waiting };
      const isKept = (item: Item) => !ids.has(idOf(item));
      return { shown: shown.filter(isKept), waiting: waiting.filter(isKept) };
    },
  };
}

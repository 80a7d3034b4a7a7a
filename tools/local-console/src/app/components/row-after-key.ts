interface Position {
  readonly index: number;
  readonly count: number;
  /** Rows that a page key moves. */
  readonly page: number;
}

/**
 * Returns the row that a key moves to, as in a grid (https://www.w3.org/WAI/ARIA/apg/patterns/grid/).
 * @returns undefined for other keys
 */
export function rowAfterKey(key: string, { index, count, page }: Position): number | undefined {
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    PageDown: index + page,
    PageUp: index - page,
    Home: 0,
    End: count - 1,
  };
  const next = Object.hasOwn(moves, key) ? moves[key] : undefined;
  return next === undefined ? undefined : Math.min(Math.max(next, 0), count - 1);
}

import type { Query, QueryClient } from '@tanstack/react-query';

/** What only passes with time, such as an alarm's period, shows after this time at the latest. */
const IDLE_REFRESH_MILLIS = 10_000;

/** Options of a query that is fetched again while the system works, at most once per `refreshMillis`. */
export const liveQuery = (refreshMillis: number) => ({
  refetchInterval: Math.max(refreshMillis, IDLE_REFRESH_MILLIS),
  meta: { refreshMillis },
});

interface Dependencies {
  readonly queryClient: Pick<QueryClient, 'getQueryCache' | 'refetchQueries'>;
  readonly now?: () => number;
  readonly later?: (run: () => void, millis: number) => unknown;
}

/** @returns what to call after each recorded activity: it fetches the shown {@link liveQuery} queries again, each when it is due */
export function refreshOnActivity({ queryClient, now = Date.now, later = setTimeout }: Dependencies) {
  let isScheduled = false;
  let lastActivityAt = 0;

  function refresh(): void {
    isScheduled = false;
    const outdated = queryClient
      .getQueryCache()
      .findAll({ type: 'active' })
      .filter(
        ({ meta, state }) => meta?.['refreshMillis'] !== undefined && state.dataUpdatedAt <= lastActivityAt,
      );
    const isDue = (query: Query) => dueAt(query) <= now();
    void queryClient.refetchQueries({ predicate: (query) => outdated.includes(query) && isDue(query) });
    const waiting = outdated.filter((query) => !isDue(query)).map(dueAt);
    if (waiting.length > 0) schedule(Math.min(...waiting));
  }
  function schedule(at: number): void {
    if (isScheduled) return;
    isScheduled = true;
    later(refresh, Math.max(0, at - now()));
  }
  return () => {
    lastActivityAt = now();
    schedule(lastActivityAt + GATHER_MILLIS);
  };
}

// A request causes many changes within moments.
const GATHER_MILLIS = 200;

const dueAt = ({ meta, state }: Query): number => state.dataUpdatedAt + Number(meta?.['refreshMillis']);

import { useCallback, useEffect, useRef, useState } from 'react';
import type { ActivityChange, Page } from '../../../../../local-cloud/src/contract/activity.ts';
import { useLiveEvent } from '../../api/live-events.tsx';
import { useConsole } from '../../api/use-console.ts';
import type { LiveList, liveList } from './model/live-list.ts';

interface Source<Item> {
  /** `GET` path of the first page, filters included. */
  readonly path: string;
  readonly list: ReturnType<typeof liveList<Item>>;
  /** The new and changed items of a change; `undefined` if only the server knows which pass the filters. */
  changes(change: ActivityChange): readonly Item[] | undefined;
  removed?(change: ActivityChange): readonly (string | number)[];
}

// The server filters again at most this often.
const REFETCH_MILLIS = 1_000;

/** A filtered list that follows the running system without moving what is being read. */
export function useLiveList<Item>({ path, list, changes, removed }: Source<Item>) {
  const query = useConsole<Page<Item>>(path);
  const [state, setState] = useState<{ path: string; items: LiveList<Item> }>({
    path: '',
    items: list.of([]),
  });
  const isAtTop = useRef(true);
  const refetchTimer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { data, refetch } = query;

  useEffect(() => {
    if (data === undefined) return;
    setState((current) => ({
      path,
      items:
        current.path === path ? list.update(current.items, data.items, isAtTop.current) : list.of(data.items),
    }));
  }, [data, path, list]);
  useEffect(() => () => clearTimeout(refetchTimer.current), []);

  useLiveEvent<ActivityChange>(
    'activity',
    useCallback(
      (change) => {
        const found = changes(change);
        const gone = new Set(removed?.(change));
        if (found === undefined) {
          refetchTimer.current ??= setTimeout(() => {
            refetchTimer.current = undefined;
            void refetch();
          }, REFETCH_MILLIS);
        }
        if ((found?.length ?? 0) + gone.size === 0) return;
        setState((current) => ({
          ...current,
          items: list.remove(list.update(current.items, found ?? [], isAtTop.current), gone),
        }));
      },
      [changes, removed, refetch, list],
    ),
  );

  return {
    query,
    /** While other filters are applied, what the previous ones found. */
    shown: state.path === path ? state.items.shown : (data?.items ?? state.items.shown),
    waiting: state.items.waiting.length,
    /** Called when the reader scrolls: new items are shown at once only at the top. */
    onAtTop: useCallback(
      (atTop: boolean) => {
        isAtTop.current = atTop;
        if (atTop) setState((current) => ({ ...current, items: list.showAll(current.items) }));
      },
      [list],
    ),
  };
}

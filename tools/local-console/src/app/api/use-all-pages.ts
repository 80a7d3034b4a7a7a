import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { callAws } from './request.ts';
import { readAllPages, type PagedOperation } from './read-all-pages.ts';
import { liveQuery } from './refresh-on-activity.ts';

interface Options extends PagedOperation {
  readonly refreshMillis?: number;
  readonly enabled?: boolean;
}

/** Reads all pages of an operation of AWS that lists something. */
export function useAllPages<Item>({
  refreshMillis,
  enabled = true,
  ...operation
}: Options): UseQueryResult<readonly Item[]> {
  return useQuery({
    queryKey: ['aws', operation.service, operation.operation, operation.input ?? {}, 'all'],
    queryFn: () => readAllPages<Item>(operation, callAws),
    enabled,
    ...(refreshMillis === undefined ? {} : liveQuery(refreshMillis)),
  });
}

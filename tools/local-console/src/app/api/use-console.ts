import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { callAws, request } from './request.ts';
import { liveQuery } from './refresh-on-activity.ts';

interface Options {
  /** While the system works, fetches again after this time. */
  readonly refreshMillis?: number;
  readonly enabled?: boolean;
}

const settings = ({ refreshMillis, enabled = true }: Options) => ({
  enabled,
  ...(refreshMillis === undefined ? {} : liveQuery(refreshMillis)),
});

/** Reads from the console's API: `useConsole<SystemInfo>('/api/system')`. The path is the key to invalidate. */
export const useConsole = <Result>(path: string, options: Options = {}): UseQueryResult<Result> =>
  useQuery({ queryKey: [path], queryFn: () => request<Result>(path), ...settings(options) });

/** Reads from AWS: `useAws('dynamodb', 'ListTables')`. */
export const useAws = <Result>(
  service: string,
  operation: string,
  input: object = {},
  options: Options = {},
): UseQueryResult<Result> =>
  useQuery({
    queryKey: ['aws', service, operation, input],
    queryFn: () => callAws<Result>(service, operation, input),
    ...settings(options),
  });

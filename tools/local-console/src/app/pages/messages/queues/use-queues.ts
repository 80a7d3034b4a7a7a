import { useQueries, useQuery } from '@tanstack/react-query';
import { callAws } from '../../../api/request.ts';
import { useAllPages } from '../../../api/use-all-pages.ts';
import { lastPart } from '../../../aws/deployed-name.ts';
import { type EventSourceMapping, type QueueAttributes, type QueueView, toQueueViews } from './queue-view.ts';
import { readLatestValues, toAgeQuery, type MetricDataResult } from './oldest-ages.ts';
import { liveQuery } from '../../../api/refresh-on-activity.ts';

const REFRESH_MILLIS = 3000;
// CloudWatch has one value a minute.
const AGE_REFRESH_MILLIS = 15_000;

export interface Queues {
  readonly views: readonly QueueView[];
  readonly mappings: readonly EventSourceMapping[];
  readonly isPending: boolean;
  readonly error: Error | null;
}

/** All queues, with numbers that are read again every few seconds. */
export function useQueues(): Queues {
  const urls = useAllPages<string>({
    service: 'sqs',
    operation: 'ListQueues',
    input: { MaxResults: 1000 },
    items: 'QueueUrls',
    cursor: { from: 'NextToken', to: 'NextToken' },
  });
  const mappings = useAllPages<EventSourceMapping>({
    service: 'lambda',
    operation: 'ListEventSourceMappings',
    items: 'EventSourceMappings',
    cursor: { from: 'NextMarker', to: 'Marker' },
  });
  const attributes = useQueries({
    queries: (urls.data ?? []).map((QueueUrl) => ({
      queryKey: ['aws', 'sqs', 'GetQueueAttributes', { QueueUrl }],
      queryFn: () =>
        callAws<{ Attributes: QueueAttributes }>('sqs', 'GetQueueAttributes', {
          QueueUrl,
          AttributeNames: ['All'],
        }),
      ...liveQuery(REFRESH_MILLIS),
    })),
    combine: (results) => ({
      isPending: results.some(({ isPending }) => isPending),
      error: results.find(({ error }) => error)?.error ?? null,
      found: results.map(({ data }) => data?.Attributes),
    }),
  });
  const read = (urls.data ?? []).flatMap((url, index) => {
    const found = attributes.found[index];
    return found === undefined ? [] : [{ url, attributes: found }];
  });
  return {
    views: toQueueViews(read, mappings.data ?? []),
    mappings: mappings.data ?? [],
    isPending: urls.isPending || mappings.isPending || attributes.isPending,
    error: urls.error ?? mappings.error ?? attributes.error,
  };
}

/** The age of the oldest message of each queue in seconds, as CloudWatch measured it last; by queue name. */
export function useOldestAges(views: readonly QueueView[]): ReadonlyMap<string, number> {
  const names = views.map(({ url }) => lastPart(url));
  const { data } = useQuery({
    queryKey: ['aws', 'cloudwatch', 'oldest-ages', names],
    queryFn: () =>
      callAws<{ MetricDataResults?: readonly MetricDataResult[] }>(
        'cloudwatch',
        'GetMetricData',
        toAgeQuery(names, Date.now()),
      ),
    enabled: names.length > 0,
    ...liveQuery(AGE_REFRESH_MILLIS),
  });
  return readLatestValues(data?.MetricDataResults ?? []);
}

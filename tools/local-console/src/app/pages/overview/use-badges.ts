import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { callAws } from '../../api/request.ts';
import { useAws } from '../../api/use-console.ts';
import type { Graph } from '../../../server/graph/graph.ts';
import { type Badges, assignBadges } from './node-badges.ts';
import { liveQuery } from '../../api/refresh-on-activity.ts';

const REFRESH_MILLIS = 2_000;

/** Alarms that fire and dead letters, by the id of a service or resource. */
export function useBadges(graph: Graph): (id: string) => Badges {
  const alarms = useAws<{ readonly MetricAlarms?: readonly { readonly AlarmName: string }[] }>(
    'cloudwatch',
    'DescribeAlarms',
    { StateValue: 'ALARM' },
    { refreshMillis: REFRESH_MILLIS },
  );
  const queues = graph.nodes.filter(({ kind, ref }) => kind === 'dead-letter-queue' && ref !== undefined);
  const deadLetters = useQueries({
    queries: queues.map(({ ref }) => ({
      queryKey: ['aws', 'sqs', 'GetQueueAttributes', ref],
      queryFn: () =>
        callAws<{ readonly Attributes?: Readonly<Record<string, string>> }>('sqs', 'GetQueueAttributes', {
          QueueUrl: ref,
          AttributeNames: ['ApproximateNumberOfMessages'],
        }),
      ...liveQuery(REFRESH_MILLIS),
    })),
    combine: (results) =>
      results.map(({ data }) => Number(data?.Attributes?.['ApproximateNumberOfMessages'] ?? 0)).join(),
  });
  const fired = alarms.data?.MetricAlarms?.map(({ AlarmName }) => AlarmName).join('\n') ?? '';
  return useMemo(() => {
    const counts = deadLetters.split(',').map(Number);
    return assignBadges(
      graph,
      fired === '' ? [] : fired.split('\n'),
      new Map(queues.map(({ id }, index) => [id, counts[index] ?? 0])),
    );
    // The queues follow from the graph.
  }, [graph, fired, deadLetters]);
}

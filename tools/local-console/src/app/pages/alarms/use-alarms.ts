import { useQuery } from '@tanstack/react-query';
import { callAws } from '../../api/request.ts';
import { useConsole } from '../../api/use-console.ts';
import type { SystemInfo } from '../../../server/routes/system.ts';
import { compareAlarms, toListedAlarm, type DescribedAlarm } from './model/alarm-list.ts';
import type { MetricQuery, MetricResult } from './model/dashboard.ts';
import { liveQuery } from '../../api/refresh-on-activity.ts';

// The local cloud evaluates its alarms every five seconds.
const LIVE_MILLIS = 5_000;

interface AlarmPage {
  readonly MetricAlarms: readonly DescribedAlarm[];
  readonly CompositeAlarms: readonly DescribedAlarm[];
  readonly NextToken?: string;
}

/** All alarms, what fires first, live. */
export function useAlarms() {
  const services = useConsole<SystemInfo>('/api/system').data?.services;
  const query = useQuery({
    queryKey: ['alarms'],
    queryFn: describeAlarms,
    ...liveQuery(LIVE_MILLIS),
    select: (alarms) => alarms.map((alarm) => toListedAlarm(alarm, services ?? [])).toSorted(compareAlarms),
  });
  return { query, services: services ?? [] };
}

async function describeAlarms(): Promise<readonly DescribedAlarm[]> {
  const alarms: DescribedAlarm[] = [];
  let NextToken: string | undefined;
  do {
    const page: AlarmPage = await callAws('cloudwatch', 'DescribeAlarms', {
      AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
      MaxRecords: 100,
      ...(NextToken !== undefined && { NextToken }),
    });
    alarms.push(...page.MetricAlarms, ...page.CompositeAlarms);
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  return alarms;
}

/** A range of time that ends now. */
export interface TimeRange {
  readonly minutes: number;
}

/** The series of queries over the last minutes, live. */
export const useMetricData = (queries: readonly MetricQuery[], { minutes }: TimeRange) =>
  useQuery({
    queryKey: ['aws', 'cloudwatch', 'GetMetricData', queries, minutes],
    enabled: queries.length > 0,
    placeholderData: (previous) => previous,
    ...liveQuery(LIVE_MILLIS * 2),
    queryFn: async () => {
      const to = Date.now();
      const from = to - minutes * 60_000;
      const { MetricDataResults: results } = await callAws<{ MetricDataResults: MetricResult[] }>(
        'cloudwatch',
        'GetMetricData',
        {
          MetricDataQueries: queries,
          StartTime: { $date: new Date(from).toISOString() },
          EndTime: { $date: new Date(to).toISOString() },
          ScanBy: 'TimestampAscending',
        },
      );
      return { results, from: from / 1000, to: to / 1000 };
    },
  });

import type { Template } from '../osls.ts';
import { metricAbove, type Alarm } from './alarm.ts';
import { resourcesOf } from './resources.ts';

// One request in a hundred.
const FAILED_SHARE = 0.01;
// People leave a shop that takes longer.
const P99_MILLISECONDS = 3000;

/** The share of answers that failed on our side, and how long the slowest hundredth of them took. */
export const apiAlarms = ({ Resources: resources }: Template): Alarm[] =>
  resourcesOf(resources, 'AWS::ApiGateway::RestApi').flatMap(([id, { Properties }]): Alarm[] => {
    const metricOf = (metric: string) => ({
      namespace: 'AWS/ApiGateway',
      metric,
      dimensions: { ApiName: Properties['Name'], Stage: { Ref: 'ApiGatewayStage' } },
      periodSeconds: 60,
      periods: 5,
    });
    return [
      {
        logicalId: `${id}FailuresAlarm`,
        name: 'api-failures',
        says: 'More than one in a hundred requests is answered 5xx.',
        severity: 'critical',
        runbook: 'api-failing.md',
        condition: metricAbove({ ...metricOf('5XXError'), statistic: 'Average', above: FAILED_SHARE }),
      },
      {
        logicalId: `${id}LatencyAlarm`,
        name: 'api-latency',
        says: `One request in a hundred takes longer than ${P99_MILLISECONDS / 1000} s.`,
        severity: 'warning',
        runbook: 'api-slow.md',
        condition: metricAbove({ ...metricOf('Latency'), statistic: 'p99', above: P99_MILLISECONDS }),
      },
    ];
  });

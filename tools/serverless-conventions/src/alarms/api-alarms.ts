import type { Template } from '../template.ts';
import { expressionAbove, metricAbove, type Alarm } from './alarm.ts';
import { resourcesOfType } from './resources.ts';

// 1 % of requests, but at least five: a single failure among ten requests would be 10 %.
const FAILED = { share: 0.01, requests: 5 };
// With few requests, as at night, it is an outage if half of them fail; a single failure can be a coincidence.
const OUTAGE = { share: 0.5, requests: 2 };
// One long period instead of several short ones: at night minutes pass without a request, and intermittent failures
// within the period are one incident.
const FAILURES_PERIOD_SECONDS = 900;
// Customers leave a shop that takes longer.
const P99_MILLISECONDS = 3000;

/** Alarms on the error rate and the p99 latency of an API. */
export const apiAlarms = ({ Resources: resources }: Template): Alarm[] =>
  resourcesOfType(resources, 'AWS::ApiGateway::RestApi').flatMap(([id, { Properties }]): Alarm[] => {
    const dimensions = { ApiName: Properties['Name'], Stage: { Ref: 'ApiGatewayStage' } };
    return [
      {
        logicalId: `${id}FailuresAlarm`,
        name: 'api-failures',
        description:
          'More than 1 % of requests fail with status 5xx, or half of them if there are few; customers see errors.',
        severity: 'critical',
        runbook: 'api-failing.md',
        condition: failures(dimensions),
      },
      {
        logicalId: `${id}LatencyAlarm`,
        name: 'api-latency',
        description: `The slowest 1 % of requests take longer than ${P99_MILLISECONDS / 1000} s; customers wait.`,
        severity: 'warning',
        runbook: 'api-slow.md',
        condition: metricAbove({
          namespace: 'AWS/ApiGateway',
          metric: 'Latency',
          dimensions,
          statistic: 'p99',
          above: P99_MILLISECONDS,
          periodSeconds: 60,
          evaluationPeriods: 5,
        }),
      },
    ];
  });

/** API Gateway publishes a 0 for each successful request, so the average of 5XXError is the error rate. */
const failures = (dimensions: Readonly<Record<string, unknown>>): Alarm['condition'] => {
  const errors = (statistic: string) => ({
    namespace: 'AWS/ApiGateway',
    metric: '5XXError',
    dimensions,
    statistic,
    periodSeconds: FAILURES_PERIOD_SECONDS,
  });
  return expressionAbove({
    expression: `IF(failed >= ${FAILED.requests}, share, IF(failed >= ${OUTAGE.requests}, IF(share >= ${OUTAGE.share}, share, 0), 0))`,
    metrics: { failed: errors('Sum'), share: errors('Average') },
    above: FAILED.share,
  });
};

import type { Template } from '../osls.ts';
import { expressionAbove, metricAbove, type Alarm } from './alarm.ts';
import { resourcesOf } from './resources.ts';

// One request in a hundred; five of them at least, for of ten requests a single one is a tenth.
const FAILED = { share: 0.01, requests: 5 };
// Where there are few requests, as at night, it is an outage if every other one fails; one that does may be bad luck.
const OUTAGE = { share: 0.5, requests: 2 };
// One window, not several in a row: minutes pass at night without a request. And failures that come and go within it
// are one incident.
const FAILURES_PERIOD_SECONDS = 900;
// People leave a shop that takes longer.
const P99_MILLISECONDS = 3000;

/** The share of answers that failed on our side, and how long the slowest hundredth of them took. */
export const apiAlarms = ({ Resources: resources }: Template): Alarm[] =>
  resourcesOf(resources, 'AWS::ApiGateway::RestApi').flatMap(([id, { Properties }]): Alarm[] => {
    const dimensions = { ApiName: Properties['Name'], Stage: { Ref: 'ApiGatewayStage' } };
    return [
      {
        logicalId: `${id}FailuresAlarm`,
        name: 'api-failures',
        description: 'More than one in a hundred requests is answered 5xx, or of few requests every other.',
        severity: 'critical',
        runbook: 'api-failing.md',
        condition: failures(dimensions),
      },
      {
        logicalId: `${id}LatencyAlarm`,
        name: 'api-latency',
        description: `One request in a hundred takes longer than ${P99_MILLISECONDS / 1000} s.`,
        severity: 'warning',
        runbook: 'api-slow.md',
        condition: metricAbove({
          namespace: 'AWS/ApiGateway',
          metric: 'Latency',
          dimensions,
          statistic: 'p99',
          above: P99_MILLISECONDS,
          periodSeconds: 60,
          periods: 5,
        }),
      },
    ];
  });

/** API Gateway counts a 0 for each request that went well, so the average is the share of those that did not. */
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

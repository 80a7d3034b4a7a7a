import type { TemplateResource } from '../osls.ts';

/** Critical wakes somebody; a warning waits for the morning. */
export type Severity = 'critical' | 'warning';

/** One alarm, before it is a resource. */
export interface Alarm {
  /** Of the resource in the template. */
  readonly logicalId: string;
  /** Kebab case, and unique in the service: `place-order-errors`. */
  readonly name: string;
  /** What is the matter, as a sentence for whoever is woken. */
  readonly description: string;
  readonly severity: Severity;
  /** A page in docs/runbooks: what to do. */
  readonly runbook: string;
  /** Why no test makes happen what it watches, where none can. */
  readonly neverInTests?: string;
  /** Stays in alarm until somebody mends what it found, be it for days: a dead letter lies where it lies. */
  readonly isLasting?: boolean;
  /** The part of the resource that says when it rings. */
  readonly condition: Readonly<Record<string, unknown>>;
}

/** Whose alarms they are, and where. */
export interface AlarmPlace {
  /** Short name of the service. */
  readonly service: string;
  readonly stage: string;
  /** By CODEOWNERS: `@tradewind/orders`. */
  readonly owner: string;
  /** Where docs/runbooks is read: `https://…/docs/runbooks`. */
  readonly runbooksUrl: string;
}

export const alarmName = ({ name }: Pick<Alarm, 'name'>, { service, stage }: AlarmPlace): string =>
  `tradewind-${service}-${stage}-${name}`;

/** The description that a subscriber reads: what, whose, how bad, and what to do. */
export const alarmDescription = (
  { description, severity, runbook }: Pick<Alarm, 'description' | 'severity' | 'runbook'>,
  { owner, runbooksUrl }: AlarmPlace,
): string =>
  [description, `Owner: ${owner}`, `Severity: ${severity}`, `Runbook: ${runbooksUrl}/${runbook}`].join('\n');

/**
 * Whether it tells its owner itself. CloudWatch acts when a state changes, so what rings together rings once for as long
 * as one of them is on: fine for warnings, which wait for the morning, as long as none of them lasts for days.
 */
export const ringsItself = ({ severity, isLasting = false }: Alarm): boolean =>
  severity === 'critical' || isLasting;

/** The alarm as a resource, which speaks to the topic if it rings itself. */
export const alarmResource = (alarm: Alarm, place: AlarmPlace, topicArn: unknown): TemplateResource => ({
  Type: 'AWS::CloudWatch::Alarm',
  ...untestedBecause(alarm.neverInTests),
  Properties: {
    AlarmName: alarmName(alarm, place),
    AlarmDescription: alarmDescription(alarm, place),
    Tags: [
      { Key: 'service', Value: place.service },
      { Key: 'owner', Value: place.owner },
      { Key: 'severity', Value: alarm.severity },
    ],
    ...(ringsItself(alarm) && { AlarmActions: [topicArn], OKActions: [topicArn] }),
    // What did not happen is no fault: nobody buys at night.
    TreatMissingData: 'notBreaching',
    ...alarm.condition,
  },
});

/** What a check of the packaged template reads; CloudFormation keeps it and does nothing with it. */
export const untestedBecause = (neverInTests: string | undefined): Pick<TemplateResource, 'Metadata'> =>
  neverInTests === undefined ? {} : { Metadata: { neverInTests } };

interface Metric {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, unknown>>;
  /** `Sum`, `Maximum`, `Average`, or a percentile such as `p99`. */
  readonly statistic: string;
  readonly periodSeconds: number;
}

interface Limit {
  /** Rings above it. */
  readonly above: number;
  /** How many of the last periods it looks at. */
  readonly periods?: number;
  /** How many of them have to be above it: all, unless told. */
  readonly breachingPeriods?: number;
}

const dimensionList = (dimensions: Metric['dimensions']) =>
  Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));

const limit = ({ above, periods = 1, breachingPeriods = periods }: Limit) => ({
  Threshold: above,
  ComparisonOperator: 'GreaterThanThreshold',
  EvaluationPeriods: periods,
  ...(breachingPeriods < periods && { DatapointsToAlarm: breachingPeriods }),
});

/** Rings while a statistic of one metric is above a threshold. */
export const metricAbove = ({
  namespace,
  metric,
  dimensions,
  statistic,
  periodSeconds,
  ...limits
}: Metric & Limit): Alarm['condition'] => ({
  Namespace: namespace,
  MetricName: metric,
  Dimensions: dimensionList(dimensions),
  ...(statistic.startsWith('p') ? { ExtendedStatistic: statistic } : { Statistic: statistic }),
  Period: periodSeconds,
  ...limit(limits),
});

interface Expression {
  /** Metric math over the ids of `metrics`. */
  readonly expression: string;
  readonly metrics: Readonly<Record<string, Metric>>;
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create-alarm-on-metric-math-expression.html */
const MAX_METRICS = 10;

/**
 * Rings while what several metrics come to is above a threshold.
 *
 * @throws Error where these are more metrics than one alarm may look at
 */
export function expressionAbove({ expression, metrics, ...limits }: Expression & Limit): Alarm['condition'] {
  const queries = Object.entries(metrics).map(
    ([Id, { namespace, metric, dimensions, statistic, periodSeconds }]) => ({
      Id,
      ReturnData: false,
      MetricStat: {
        Metric: { Namespace: namespace, MetricName: metric, Dimensions: dimensionList(dimensions) },
        Period: periodSeconds,
        Stat: statistic,
      },
    }),
  );
  if (queries.length > MAX_METRICS)
    throw new Error(`"${expression}" looks at ${queries.length} metrics, and an alarm at ${MAX_METRICS}.`);
  return {
    Metrics: [{ Id: 'result', Expression: expression, ReturnData: true }, ...queries],
    ...limit(limits),
  };
}

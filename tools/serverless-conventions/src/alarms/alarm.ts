import type { TemplateResource } from '../template.ts';

/** A critical alarm pages the owner; a warning can wait until the next working day. */
export type Severity = 'critical' | 'warning';

/** An alarm before it is a CloudFormation resource. */
export interface Alarm {
  /** The logical id of the resource in the template. */
  readonly logicalId: string;
  /** In kebab case, and unique in the service: `place-order-errors`. */
  readonly name: string;
  /** What is wrong and its impact, as a sentence for the operator. */
  readonly description: string;
  readonly severity: Severity;
  /** A file in docs/runbooks. */
  readonly runbook: string;
  /** The reason why no test can make the alarm fire. */
  readonly neverInTests?: string;
  /** Whether the alarm stays in ALARM until an operator acts, possibly for days, as for a message in a dead-letter queue. */
  readonly isPersistent?: boolean;
  /** The properties of the resource that define when the alarm fires. */
  readonly condition: Readonly<Record<string, unknown>>;
}

/** The service and stage of alarms, and their owner. */
export interface AlarmContext {
  /** The short name of the service. */
  readonly service: string;
  readonly stage: string;
  /** From CODEOWNERS: `@tradewind/orders`. */
  readonly owner: string;
  /** The URL of docs/runbooks. */
  readonly runbooksUrl: string;
}

export const alarmName = ({ name }: Pick<Alarm, 'name'>, { service, stage }: AlarmContext): string =>
  `tradewind-${service}-${stage}-${name}`;

/** Formats the description that subscribers read: what is wrong, owner, severity and runbook. */
export const alarmDescription = (
  { description, severity, runbook }: Pick<Alarm, 'description' | 'severity' | 'runbook'>,
  { owner, runbooksUrl }: AlarmContext,
): string =>
  [description, `Owner: ${owner}`, `Severity: ${severity}`, `Runbook: ${runbooksUrl}/${runbook}`].join('\n');

/**
 * Whether the alarm notifies its owner itself rather than through a composite alarm. A composite alarm notifies once,
 * however many of its child alarms fire. That suits warnings, unless one of them stays in ALARM for days.
 */
export const hasOwnActions = ({ severity, isPersistent = false }: Alarm): boolean =>
  severity === 'critical' || isPersistent;

/** Creates the resource of an alarm. It notifies the topic if it has actions of its own. */
export const alarmResource = (alarm: Alarm, context: AlarmContext, topicArn: unknown): TemplateResource => ({
  Type: 'AWS::CloudWatch::Alarm',
  ...neverInTestsMetadata(alarm.neverInTests),
  Properties: {
    AlarmName: alarmName(alarm, context),
    AlarmDescription: alarmDescription(alarm, context),
    Tags: [
      { Key: 'service', Value: context.service },
      { Key: 'owner', Value: context.owner },
      { Key: 'severity', Value: alarm.severity },
    ],
    ...(hasOwnActions(alarm) && { AlarmActions: [topicArn], OKActions: [topicArn] }),
    // Without traffic, as at night, there is no data.
    TreatMissingData: 'notBreaching',
    ...alarm.condition,
  },
});

/** Metadata for `npm run checks -- alarm-coverage`; CloudFormation ignores it. */
export const neverInTestsMetadata = (neverInTests: string | undefined): Pick<TemplateResource, 'Metadata'> =>
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
  /** The threshold: the alarm fires above it. */
  readonly above: number;
  /** The number of most recent periods that the alarm evaluates; 1 by default. */
  readonly evaluationPeriods?: number;
  /** How many of these periods have to be above the threshold; all by default. */
  readonly datapointsToAlarm?: number;
}

const dimensionList = (dimensions: Metric['dimensions']) =>
  Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));

const limit = ({ above, evaluationPeriods = 1, datapointsToAlarm = evaluationPeriods }: Limit) => ({
  Threshold: above,
  ComparisonOperator: 'GreaterThanThreshold',
  EvaluationPeriods: evaluationPeriods,
  ...(datapointsToAlarm < evaluationPeriods && { DatapointsToAlarm: datapointsToAlarm }),
});

/** Fires while a statistic of one metric is above a threshold. */
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
 * Fires while a metric math expression is above a threshold.
 *
 * @throws Error if there are more metrics than one alarm can evaluate
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
    throw new Error(
      `The alarm expression "${expression}" has ${queries.length} metrics, and CloudWatch accepts ${MAX_METRICS}. Split the alarm.`,
    );
  return {
    Metrics: [{ Id: 'result', Expression: expression, ReturnData: true }, ...queries],
    ...limit(limits),
  };
}

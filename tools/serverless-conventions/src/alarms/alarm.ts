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
  readonly says: string;
  readonly severity: Severity;
  /** A page in docs/runbooks: what to do. */
  readonly runbook: string;
  /** Why no test makes happen what it watches, where none can. */
  readonly neverInTests?: string;
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
export const description = (
  { says, severity, runbook }: Pick<Alarm, 'says' | 'severity' | 'runbook'>,
  { owner, runbooksUrl }: AlarmPlace,
): string =>
  [says, `Owner: ${owner}`, `Severity: ${severity}`, `Runbook: ${runbooksUrl}/${runbook}`].join('\n');

/** The alarm as a resource. It rings through the composite alarm of its severity, so that one incident rings once. */
export const alarmResource = (alarm: Alarm, place: AlarmPlace): TemplateResource => ({
  Type: 'AWS::CloudWatch::Alarm',
  ...untestedBecause(alarm.neverInTests),
  Properties: {
    AlarmName: alarmName(alarm, place),
    AlarmDescription: description(alarm, place),
    Tags: [
      { Key: 'service', Value: place.service },
      { Key: 'owner', Value: place.owner },
      { Key: 'severity', Value: alarm.severity },
    ],
    // What did not happen is no fault: nobody buys at night.
    TreatMissingData: 'notBreaching',
    ...alarm.condition,
  },
});

/** What a check of the packaged template reads; CloudFormation keeps it and does nothing with it. */
export const untestedBecause = (neverInTests: string | undefined): Pick<TemplateResource, 'Metadata'> =>
  neverInTests === undefined ? {} : { Metadata: { neverInTests } };

interface MetricCondition {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, unknown>>;
  /** `Sum`, `Maximum`, `Average`, or a percentile such as `p99`. */
  readonly statistic: string;
  /** Rings above it. */
  readonly above: number;
  readonly periodSeconds: number;
  /** How many periods in a row have to be above it. */
  readonly periods?: number;
}

/** Rings while a statistic of one metric is above a threshold. */
export const metricAbove = ({
  namespace,
  metric,
  dimensions,
  statistic,
  above,
  periodSeconds,
  periods = 1,
}: MetricCondition): Alarm['condition'] => ({
  Namespace: namespace,
  MetricName: metric,
  Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
  ...(statistic.startsWith('p') ? { ExtendedStatistic: statistic } : { Statistic: statistic }),
  Threshold: above,
  ComparisonOperator: 'GreaterThanThreshold',
  Period: periodSeconds,
  EvaluationPeriods: periods,
});

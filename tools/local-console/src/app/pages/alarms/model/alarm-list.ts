import {
  parseAlarmDescription,
  type AlarmDescription,
} from '../../../../../../serverless-conventions/src/alarms/parse-alarm-description.ts';
import type { MetricQuery } from './dashboard.ts';

export type AlarmState = 'ALARM' | 'OK' | 'INSUFFICIENT_DATA';

/** An alarm of DescribeAlarms; only the fields that the page shows. */
export interface DescribedAlarm {
  readonly AlarmName: string;
  readonly AlarmDescription?: string;
  readonly StateValue: AlarmState;
  readonly StateReason: string;
  /** ISO 8601. */
  readonly StateUpdatedTimestamp: string;
  readonly AlarmActions?: readonly string[];
  /** Of a composite alarm. */
  readonly AlarmRule?: string;
  readonly Namespace?: string;
  readonly MetricName?: string;
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: string }[];
  readonly Statistic?: string;
  readonly ExtendedStatistic?: string;
  readonly Period?: number;
  readonly EvaluationPeriods?: number;
  readonly DatapointsToAlarm?: number;
  readonly Threshold?: number;
  readonly ComparisonOperator?: string;
  readonly TreatMissingData?: string;
  readonly Metrics?: readonly MetricQuery[];
}

/** A row of the list. */
export interface ListedAlarm extends Partial<AlarmDescription> {
  readonly alarm: DescribedAlarm;
  readonly name: string;
  readonly kind: 'metric' | 'composite';
  /** The service whose template declares it. */
  readonly service: string;
  /** The name without its stack. */
  readonly title: string;
  readonly state: AlarmState;
}

const STACK = /^tradewind-(?<service>[a-z-]+?)-(?:local|dev|prod|[a-z0-9]+)-(?<title>.+)$/;

export function toListedAlarm(alarm: DescribedAlarm, services: readonly string[]): ListedAlarm {
  const { AlarmName: name, AlarmRule: rule, StateValue: state } = alarm;
  const service = services.find((each) => name.startsWith(`tradewind-${each}-`)) ?? '';
  const title = STACK.exec(name)?.groups?.['title'] ?? name;
  return {
    alarm,
    name,
    kind: rule === undefined ? 'metric' : 'composite',
    service,
    title: withoutSuffix(title),
    state,
    ...parseAlarmDescription(alarm.AlarmDescription ?? ''),
  };
}

/** `PlaceDashorderErrorsAlarm-0A1B2C3D4E5F` is `place-order errors`. */
const withoutSuffix = (title: string): string =>
  title
    .replace(/-[0-9A-Fa-f]{10,16}$/, '')
    .replace(/Alarm$/, '')
    .replaceAll('Dash', '-');

export interface AlarmFilters {
  readonly state: AlarmState | 'all';
  readonly severity: 'critical' | 'warning' | 'all';
  readonly service: string | null;
  readonly text: string;
}

const STATE_ORDER: readonly AlarmState[] = ['ALARM', 'INSUFFICIENT_DATA', 'OK'];

/** What fires first, then critical before warning, then by service and name. */
export const compareAlarms = (one: ListedAlarm, other: ListedAlarm): number =>
  STATE_ORDER.indexOf(one.state) - STATE_ORDER.indexOf(other.state) ||
  rankOf(one) - rankOf(other) ||
  compareTexts(`${one.service} ${one.title}`, `${other.service} ${other.title}`);

/** Composite alarms notify, so they come before the metric alarms that they combine. */
const rankOf = ({ severity, kind }: ListedAlarm): number =>
  (kind === 'composite' ? 0 : 10) + (severity === 'critical' ? 0 : severity === 'warning' ? 1 : 2);

const compareTexts = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

export function filterAlarms(
  alarms: readonly ListedAlarm[],
  { state, severity, service, text }: AlarmFilters,
): readonly ListedAlarm[] {
  const wanted = text.trim().toLowerCase();
  return alarms.filter(
    (alarm) =>
      (state === 'all' || alarm.state === state) &&
      (severity === 'all' || alarm.severity === severity) &&
      (service === null || alarm.service === service) &&
      `${alarm.name} ${alarm.summary ?? ''}`.toLowerCase().includes(wanted),
  );
}

/** The queries of GetMetricData that return what a metric alarm evaluates. */
export function alarmQueries(alarm: DescribedAlarm): readonly MetricQuery[] {
  if (alarm.Metrics !== undefined) return alarm.Metrics;
  const { Namespace = '', MetricName = '', Dimensions = [], Period = 60 } = alarm;
  const Stat = alarm.Statistic ?? alarm.ExtendedStatistic ?? 'Sum';
  return [
    {
      Id: 'metric',
      Label: `${MetricName} (${Stat})`,
      MetricStat: { Metric: { Namespace, MetricName, Dimensions }, Period, Stat },
    },
  ];
}

const COMPARISONS: Readonly<Record<string, string>> = {
  GreaterThanThreshold: '>',
  GreaterThanOrEqualToThreshold: '≥',
  LessThanThreshold: '<',
  LessThanOrEqualToThreshold: '≤',
};

/** `Errors (Sum of 5 min) > 0 for 1 of 1 periods` */
export function conditionText(alarm: DescribedAlarm): string {
  const { MetricName, ComparisonOperator = '', Threshold, EvaluationPeriods = 1, Period } = alarm;
  const periods = Math.max(
    ...(alarm.Metrics ?? []).map(({ MetricStat }) => MetricStat?.Period ?? 0),
    Period ?? 0,
  );
  const returned = alarm.Metrics?.find(({ ReturnData = true }) => ReturnData);
  const subject =
    MetricName === undefined
      ? (returned?.Expression ?? returned?.MetricStat?.Metric.MetricName ?? '')
      : `${MetricName} (${alarm.Statistic ?? alarm.ExtendedStatistic})`;
  const needed = alarm.DatapointsToAlarm ?? EvaluationPeriods;
  return `${subject} ${COMPARISONS[ComparisonOperator] ?? ComparisonOperator} ${Threshold} in ${needed} of ${EvaluationPeriods} periods of ${periodText(periods)}`;
}

const periodText = (seconds: number): string =>
  seconds % 3600 === 0 ? `${seconds / 3600} h` : seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;

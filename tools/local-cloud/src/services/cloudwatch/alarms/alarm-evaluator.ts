import {
  parseAlarmDescription,
  type AlarmDescription,
} from '../../../../../serverless-conventions/src/alarms/parse-alarm-description.ts';
import type { MetricRepository } from '../metrics/metric-repository.ts';
import type { Clock } from '../../../contract/clock.ts';
import { toAlarmName, parseAlarmRule, type AlarmState, type AlarmRule } from './alarm-rule.ts';
import { createAlarmHistory, type AlarmHistory } from './alarm-history.ts';
import { toMetricAlarm, type MetricAlarm } from './metric-alarm.ts';

/** An alarm with its description and current state. */
export interface AlarmView extends Partial<AlarmDescription> {
  readonly name: string;
  readonly kind: 'metric' | 'composite';
  /** The full description, including owner, severity and runbook. */
  readonly description: string;
  /** Whether the alarm has actions for the state ALARM. */
  readonly hasActions: boolean;
  readonly state: AlarmState;
  /** When the alarm entered its state, in ISO 8601. */
  readonly since: string;
  /** The child alarms of a composite alarm that are in state ALARM. */
  readonly triggeringAlarms: readonly string[];
  /** Whether the alarm is in state ALARM and its actions were triggered rather than suppressed. */
  readonly hasTriggeredActions: boolean;
}

/** An alarm as DescribeAlarms returns it: its properties in the template and its state. */
export interface DescribedAlarm {
  readonly kind: AlarmView['kind'];
  readonly properties: Readonly<Record<string, unknown>>;
  readonly state: AlarmState;
  readonly reason: string;
  readonly sinceMs: number;
}

export interface AlarmEvaluator {
  put(kind: AlarmView['kind'], properties: Readonly<Record<string, unknown>>): void;
  remove(name: string): void;
  /** Evaluates all alarms and reports state changes. */
  evaluate(): readonly AlarmView[];
  /** All alarms by name, as the last evaluation left them. */
  describe(): ReadonlyMap<string, DescribedAlarm>;
  /**
   * Sets the state of an alarm until its next evaluation.
   *
   * @returns false if there is no such alarm
   */
  setState(name: string, state: AlarmState, reason: string): boolean;
  readonly history: AlarmHistory;
}

interface Dependencies {
  readonly repository: MetricRepository;
  readonly clock: Pick<Clock, 'nowMs'>;
  /** Called when an alarm enters or leaves the state ALARM; for suppressed alarms, when their actions are triggered. */
  readonly onChange: (alarm: AlarmView) => void;
  /** Called for each triggered action with the ARN of its topic. */
  readonly onAction: (actionArn: string, alarm: AlarmView) => void;
}

interface Alarm {
  readonly name: string;
  readonly kind: AlarmView['kind'];
  readonly description: string;
  readonly actions: Readonly<Record<'ALARM' | 'OK', readonly string[]>>;
  readonly metric?: MetricAlarm;
  readonly rule?: AlarmRule;
  readonly suppressor?: Suppressor;
  readonly properties: Readonly<Record<string, unknown>>;
  state: AlarmState;
  reason: string;
  sinceMs: number;
  hasTriggeredActions: boolean;
  /** The end of the suppressor's wait or extension period. */
  suppressedUntilMs: number;
}

interface Suppressor {
  readonly alarm: string;
  readonly waitMs: number;
  readonly extensionMs: number;
}

/** Evaluates the alarms of the deployed templates. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create_Composite_Alarm.html */
export function createAlarmEvaluator({
  repository,
  clock,
  onChange,
  onAction,
}: Dependencies): AlarmEvaluator {
  const alarms = new Map<string, Alarm>();
  const history = createAlarmHistory();
  const getState = (name: string): AlarmState => alarms.get(name)?.state ?? 'INSUFFICIENT_DATA';

  function update(alarm: Alarm, nowMs: number): void {
    const state = alarm.metric
      ? alarm.metric.evaluate(nowMs, repository, alarm.state)
      : alarm.rule!.evaluate(getState)
        ? 'ALARM'
        : 'OK';
    if (state !== alarm.state) enter(alarm, { state, reason: toReason(alarm, nowMs), nowMs });
    act(alarm, nowMs);
  }

  const toReason = ({ metric, rule }: Alarm, nowMs: number): string => {
    if (metric) return metric.reason(nowMs, repository);
    const triggering = rule!.alarms.filter((child) => getState(child) === 'ALARM');
    return triggering.length > 0
      ? `In state ALARM: ${triggering.join(', ')}.`
      : 'None of the alarms of the rule is in state ALARM.';
  };

  function enter(
    alarm: Alarm,
    { state, reason, nowMs }: { state: AlarmState; reason: string; nowMs: number },
  ) {
    history.stateChanged({ ...alarm, newState: state, reason, atMs: nowMs });
    const suppressedUntilMs = nowMs + (alarm.suppressor?.waitMs ?? 0);
    Object.assign(alarm, { state, reason, sinceMs: nowMs, suppressedUntilMs });
  }

  function act(alarm: Alarm, nowMs: number): void {
    const { state } = alarm;
    if (state === 'ALARM') return triggerUnlessSuppressed(alarm, nowMs);
    if (!alarm.hasTriggeredActions) return;
    alarm.hasTriggeredActions = false;
    report(alarm, 'OK');
  }

  function triggerUnlessSuppressed(alarm: Alarm, nowMs: number): void {
    if (alarm.hasTriggeredActions) return;
    const { suppressor } = alarm;
    if (suppressor !== undefined && getState(suppressor.alarm) === 'ALARM')
      alarm.suppressedUntilMs = nowMs + suppressor.extensionMs;
    if (nowMs < alarm.suppressedUntilMs) return;
    alarm.hasTriggeredActions = true;
    report(alarm, 'ALARM');
  }

  function report(alarm: Alarm, state: 'ALARM' | 'OK'): void {
    // A composite alarm without actions only aggregates other alarms, which are reported themselves.
    if (alarm.kind === 'composite' && !hasActions(alarm)) return;
    onChange(toView(alarm));
    for (const action of alarm.actions[state]) {
      history.actionTriggered({ ...alarm, action, atMs: clock.nowMs() });
      onAction(action, toView(alarm));
    }
  }

  const toView = (alarm: Alarm): AlarmView => ({
    name: alarm.name,
    kind: alarm.kind,
    description: alarm.description,
    hasActions: hasActions(alarm),
    state: alarm.state,
    ...parseAlarmDescription(alarm.description),
    since: new Date(alarm.sinceMs).toISOString(),
    triggeringAlarms: (alarm.rule?.alarms ?? []).filter((child) => getState(child) === 'ALARM'),
    hasTriggeredActions: alarm.hasTriggeredActions,
  });

  return {
    put(kind, properties) {
      const previous = alarms.get(String(properties['AlarmName']));
      const alarm = createAlarm(kind, properties, clock.nowMs());
      for (const metric of alarm.metric?.metrics ?? []) repository.retain(metric, alarm.metric!.rangeSeconds);
      const { state, reason, sinceMs, hasTriggeredActions, suppressedUntilMs } = previous ?? alarm;
      alarms.set(alarm.name, { ...alarm, state, reason, sinceMs, hasTriggeredActions, suppressedUntilMs });
    },
    remove: (name) => void alarms.delete(name),
    history,
    describe: () => alarms,
    setState(name, state, reason) {
      const alarm = alarms.get(name);
      if (alarm === undefined) return false;
      const nowMs = clock.nowMs();
      if (state !== alarm.state) enter(alarm, { state, reason, nowMs });
      act(alarm, nowMs);
      return true;
    },
    evaluate() {
      const nowMs = clock.nowMs();
      const all = [...alarms.values()];
      for (const alarm of all.filter(({ kind }) => kind === 'metric')) update(alarm, nowMs);
      // Suppressors are evaluated before the alarms that they suppress.
      const suppressors = new Set(all.map(({ suppressor }) => suppressor?.alarm));
      const composites = all.filter(({ kind }) => kind === 'composite');
      for (const alarm of composites.filter(({ name }) => suppressors.has(name))) update(alarm, nowMs);
      for (const alarm of composites.filter(({ name }) => !suppressors.has(name))) update(alarm, nowMs);
      return all.map(toView);
    },
  };
}

const hasActions = ({ actions }: Pick<Alarm, 'actions'>): boolean => actions.ALARM.length > 0;

function createAlarm(
  kind: AlarmView['kind'],
  properties: Readonly<Record<string, unknown>>,
  nowMs: number,
): Alarm {
  const areActionsDisabled = properties['ActionsEnabled'] === false;
  const arns = (key: string) => (areActionsDisabled ? [] : ((properties[key] ?? []) as readonly string[]));
  const suppressor = properties['ActionsSuppressor'];
  return {
    name: String(properties['AlarmName']),
    kind,
    description: String(properties['AlarmDescription'] ?? ''),
    actions: { ALARM: arns('AlarmActions'), OK: arns('OKActions') },
    ...(kind === 'metric'
      ? { metric: toMetricAlarm(properties) }
      : { rule: parseAlarmRule(String(properties['AlarmRule'])) }),
    ...(typeof suppressor === 'string' && {
      suppressor: {
        alarm: toAlarmName(suppressor),
        waitMs: Number(properties['ActionsSuppressorWaitPeriod'] ?? 0) * 1000,
        extensionMs: Number(properties['ActionsSuppressorExtensionPeriod'] ?? 0) * 1000,
      },
    }),
    properties,
    state: 'INSUFFICIENT_DATA',
    reason: 'Unchecked: Initial alarm creation',
    sinceMs: nowMs,
    hasTriggeredActions: false,
    suppressedUntilMs: nowMs,
  };
}

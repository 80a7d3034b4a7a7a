import { alarmCard, type AlarmCard } from '../../../../../serverless-conventions/src/alarms/alarm-card.ts';
import type { MetricStore } from '../metrics/metric-store.ts';
import type { Clock } from '../../../contract/clock.ts';
import { alarmNameOf, compositeRule, type AlarmState, type CompositeRule } from './composite-rule.ts';
import { metricAlarm, type MetricAlarm } from './metric-alarm.ts';

/** An alarm as one sees it: what it says, and how it stands. */
export interface AlarmView extends Partial<AlarmCard> {
  readonly name: string;
  readonly kind: 'metric' | 'composite';
  /** All that its description says: whose it is, and what to do. */
  readonly description: string;
  /** Whether it speaks to somebody when it goes into alarm. */
  readonly hasActions: boolean;
  readonly state: AlarmState;
  /** ISO 8601: since when it is in this state. */
  readonly since: string;
  /** Of a composite alarm: those under it that are in alarm. */
  readonly because: readonly string[];
  /** Whether its actions were taken: not while its suppressor is in alarm, or may still go into it. */
  readonly isRinging: boolean;
}

export interface AlarmBoard {
  declare(kind: AlarmView['kind'], properties: Readonly<Record<string, unknown>>): void;
  remove(name: string): void;
  /** Looks at all alarms as of now, and tells of what changed. */
  evaluate(): readonly AlarmView[];
}

interface Dependencies {
  readonly store: MetricStore;
  readonly clock: Pick<Clock, 'nowMs'>;
  /** An alarm went into alarm, or came out of it; of one that speaks to somebody: it rang, or was over. */
  readonly onChange: (alarm: AlarmView) => void;
  /** An action to take: the ARN of a topic, and the alarm that speaks to it. */
  readonly act: (actionArn: string, alarm: AlarmView) => void;
}

interface Alarm {
  readonly name: string;
  readonly kind: AlarmView['kind'];
  readonly description: string;
  readonly actions: Readonly<Record<'ALARM' | 'OK', readonly string[]>>;
  readonly metric?: MetricAlarm;
  readonly rule?: CompositeRule;
  readonly suppressor?: Suppressor;
  state: AlarmState;
  sinceMs: number;
  isRinging: boolean;
  /** While an alarm that quiets this one may follow, or has just gone. */
  quietUntilMs: number;
}

interface Suppressor {
  readonly alarm: string;
  readonly waitMs: number;
  readonly extensionMs: number;
}

/** Evaluates the alarms of the deployed templates. */
export function createAlarmBoard({ store, clock, onChange, act }: Dependencies): AlarmBoard {
  const alarms = new Map<string, Alarm>();
  const stateOf = (name: string): AlarmState => alarms.get(name)?.state ?? 'INSUFFICIENT_DATA';

  function update(alarm: Alarm, nowMs: number): void {
    const state = alarm.metric
      ? alarm.metric.stateAt(nowMs, store, alarm.state)
      : alarm.rule!.holds(stateOf)
        ? 'ALARM'
        : 'OK';
    if (state !== alarm.state) {
      Object.assign(alarm, { state, sinceMs: nowMs, quietUntilMs: nowMs + (alarm.suppressor?.waitMs ?? 0) });
    }
    if (state === 'ALARM') return ringUnlessQuiet(alarm, nowMs);
    if (!alarm.isRinging) return;
    alarm.isRinging = false;
    tell(alarm, 'OK');
  }

  function ringUnlessQuiet(alarm: Alarm, nowMs: number): void {
    if (alarm.isRinging) return;
    const { suppressor } = alarm;
    if (suppressor !== undefined && stateOf(suppressor.alarm) === 'ALARM')
      alarm.quietUntilMs = nowMs + suppressor.extensionMs;
    if (nowMs < alarm.quietUntilMs) return;
    alarm.isRinging = true;
    tell(alarm, 'ALARM');
  }

  function tell(alarm: Alarm, state: 'ALARM' | 'OK'): void {
    // A composite alarm without actions only shows how others stand, which speak for themselves.
    if (alarm.kind === 'composite' && !hasActions(alarm)) return;
    onChange(view(alarm));
    for (const action of alarm.actions[state]) act(action, view(alarm));
  }

  const view = (alarm: Alarm): AlarmView => ({
    name: alarm.name,
    kind: alarm.kind,
    description: alarm.description,
    hasActions: hasActions(alarm),
    state: alarm.state,
    ...alarmCard(alarm.description),
    since: new Date(alarm.sinceMs).toISOString(),
    because: (alarm.rule?.alarms ?? []).filter((each) => stateOf(each) === 'ALARM'),
    isRinging: alarm.isRinging,
  });

  return {
    declare(kind, properties) {
      const before = alarms.get(String(properties['AlarmName']));
      const alarm = alarmOf(kind, properties, clock.nowMs());
      for (const metric of alarm.metric?.metrics ?? []) store.watch(metric, alarm.metric!.spanSeconds);
      const { state, sinceMs, isRinging, quietUntilMs } = before ?? alarm;
      alarms.set(alarm.name, { ...alarm, state, sinceMs, isRinging, quietUntilMs });
    },
    remove: (name) => void alarms.delete(name),
    evaluate() {
      const nowMs = clock.nowMs();
      const all = [...alarms.values()];
      for (const alarm of all.filter(({ kind }) => kind === 'metric')) update(alarm, nowMs);
      // One that quiets others has to be looked at before them.
      const suppressors = new Set(all.map(({ suppressor }) => suppressor?.alarm));
      const composites = all.filter(({ kind }) => kind === 'composite');
      for (const alarm of composites.filter(({ name }) => suppressors.has(name))) update(alarm, nowMs);
      for (const alarm of composites.filter(({ name }) => !suppressors.has(name))) update(alarm, nowMs);
      return all.map(view);
    },
  };
}

const hasActions = ({ actions }: Pick<Alarm, 'actions'>): boolean => actions.ALARM.length > 0;

function alarmOf(
  kind: AlarmView['kind'],
  properties: Readonly<Record<string, unknown>>,
  nowMs: number,
): Alarm {
  const isSilent = properties['ActionsEnabled'] === false;
  const arns = (key: string) => (isSilent ? [] : ((properties[key] ?? []) as readonly string[]));
  const suppressor = properties['ActionsSuppressor'];
  return {
    name: String(properties['AlarmName']),
    kind,
    description: String(properties['AlarmDescription'] ?? ''),
    actions: { ALARM: arns('AlarmActions'), OK: arns('OKActions') },
    ...(kind === 'metric'
      ? { metric: metricAlarm(properties) }
      : { rule: compositeRule(String(properties['AlarmRule'])) }),
    ...(typeof suppressor === 'string' && {
      suppressor: {
        alarm: alarmNameOf(suppressor),
        waitMs: Number(properties['ActionsSuppressorWaitPeriod'] ?? 0) * 1000,
        extensionMs: Number(properties['ActionsSuppressorExtensionPeriod'] ?? 0) * 1000,
      },
    }),
    state: 'INSUFFICIENT_DATA',
    sinceMs: nowMs,
    isRinging: false,
    quietUntilMs: nowMs,
  };
}

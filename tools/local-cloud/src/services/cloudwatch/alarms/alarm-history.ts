import type { AlarmState } from './alarm-rule.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_AlarmHistoryItem.html */
export interface AlarmHistoryItem {
  readonly alarmName: string;
  readonly alarmType: 'MetricAlarm' | 'CompositeAlarm';
  readonly atMs: number;
  readonly itemType: 'StateUpdate' | 'Action';
  readonly summary: string;
  /** JSON text. */
  readonly data: string;
}

interface ChangedAlarm {
  readonly name: string;
  readonly kind: 'metric' | 'composite';
  readonly state: AlarmState;
  readonly reason: string;
  readonly atMs: number;
}

export interface AlarmHistory {
  stateChanged(change: ChangedAlarm & { readonly newState: AlarmState }): void;
  actionTriggered(action: ChangedAlarm & { readonly action: string }): void;
  /** Oldest first. */
  items(): readonly AlarmHistoryItem[];
}

// CloudWatch keeps two weeks; a day of local work seldom has a hundred state changes.
const MAX_ITEMS = 1_000;

/** Keeps the latest state changes and actions of all alarms. */
export function createAlarmHistory(): AlarmHistory {
  const items: AlarmHistoryItem[] = [];

  function add(item: AlarmHistoryItem): void {
    items.push(item);
    if (items.length > MAX_ITEMS) items.shift();
  }

  return {
    items: () => items,
    stateChanged({ name, kind, state, newState, reason, atMs }) {
      // All alarms leave their initial state at the first evaluation, which says nothing about the system.
      if (state === 'INSUFFICIENT_DATA' && newState === 'OK') return;
      const data = {
        version: '1.0',
        oldState: { stateValue: state },
        newState: { stateValue: newState, stateReason: reason },
      };
      add({
        alarmName: name,
        alarmType: toAlarmType(kind),
        atMs,
        itemType: 'StateUpdate',
        summary: `Alarm updated from ${state} to ${newState}`,
        data: JSON.stringify(data),
      });
    },
    actionTriggered({ name, kind, action, atMs, state }) {
      add({
        alarmName: name,
        alarmType: toAlarmType(kind),
        atMs,
        itemType: 'Action',
        summary: `Published the state ${state} to ${action}`,
        data: JSON.stringify({ actionArn: action, stateValue: state }),
      });
    },
  };
}

export const toAlarmType = (kind: ChangedAlarm['kind']): AlarmHistoryItem['alarmType'] =>
  kind === 'metric' ? 'MetricAlarm' : 'CompositeAlarm';

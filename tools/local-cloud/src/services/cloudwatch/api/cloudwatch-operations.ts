import type { Clock } from '../../../contract/clock.ts';
import type { AlarmMonitor } from '../alarms/alarm-monitor.ts';
import { alarmOperations } from './alarm-operations.ts';
import { dashboardOperations, type Dashboard } from './dashboard-operations.ts';
import { metricOperations } from './metric-operations.ts';

type Operation = (input: object) => unknown;

interface Dependencies {
  readonly monitor: Pick<AlarmMonitor, 'evaluator' | 'metrics'>;
  readonly dashboards: ReadonlyMap<string, Dashboard>;
  readonly clock: Pick<Clock, 'nowMs'>;
}

/**
 * The operations of CloudWatch that read what the templates and the system produced, and SetAlarmState.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Operations.html
 */
export const cloudWatchOperations = ({
  monitor,
  dashboards,
  clock,
}: Dependencies): Readonly<Record<string, Operation>> => ({
  ...alarmOperations(monitor.evaluator),
  ...metricOperations({ metrics: monitor.metrics, clock }),
  ...dashboardOperations(dashboards),
});

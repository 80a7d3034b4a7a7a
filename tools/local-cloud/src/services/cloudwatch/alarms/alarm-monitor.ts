import type { QueueMetrics } from '../../../contract/measurements.ts';
import { awsMetrics } from '../metrics/aws-metrics.ts';
import { createLogMetrics, type LogMetrics, type LogEvent } from '../metrics/log-metrics.ts';
import { inMemoryMetricHistory, type MetricHistory } from '../metrics/metric-history.ts';
import { inMemoryMetricRepository } from '../metrics/metric-repository.ts';
import type { MetricDatum } from '../metrics/metric.ts';
import { systemClock, type Clock } from '../../../contract/clock.ts';
import { createAlarmEvaluator, type AlarmEvaluator, type AlarmView } from './alarm-evaluator.ts';

export interface AlarmMonitor extends Omit<ReturnType<typeof awsMetrics>, 'recordQueue'> {
  readonly logs: LogMetrics;
  readonly evaluator: Pick<AlarmEvaluator, 'put' | 'remove' | 'describe' | 'setState' | 'history'>;
  readonly metrics: Pick<MetricHistory, 'list' | 'read'>;
  /** Evaluates all alarms and returns their current state. */
  alarms(): readonly AlarmView[];
  start(): void;
  stop(): void;
}

export interface AlarmMonitorDependencies {
  readonly onChange: (alarm: AlarmView) => void;
  readonly onAction: (actionArn: string, alarm: AlarmView) => void;
  readonly queues: () => readonly QueueMetrics[];
  readonly onLogEvent?: (event: LogEvent) => void;
  readonly clock?: Pick<Clock, 'nowMs'>;
}

// An evaluation of all alarms takes about one millisecond.
const EVALUATION_INTERVAL_MS = 5_000;

/** Collects the metrics of the local cloud and evaluates its alarms every five seconds. */
export function createAlarmMonitor(deps: AlarmMonitorDependencies): AlarmMonitor {
  const { queues, onLogEvent, clock = systemClock } = deps;
  const repository = inMemoryMetricRepository({ clock });
  const evaluator = createAlarmEvaluator({
    repository,
    clock,
    onChange: deps.onChange,
    onAction: deps.onAction,
  });
  const metrics = inMemoryMetricHistory({ clock });
  const record = (datum: MetricDatum): void => {
    repository.record(datum);
    metrics.record(datum);
  };
  const aws = awsMetrics(record);
  let timer: NodeJS.Timeout | undefined;

  function alarms(): readonly AlarmView[] {
    for (const queue of queues()) aws.recordQueue(queue);
    return evaluator.evaluate();
  }

  return {
    ...aws,
    evaluator,
    alarms,
    metrics,
    logs: createLogMetrics({ record, ...(onLogEvent && { onLogEvent }) }),
    start() {
      timer = setInterval(alarms, EVALUATION_INTERVAL_MS).unref();
    },
    stop: () => clearInterval(timer),
  };
}

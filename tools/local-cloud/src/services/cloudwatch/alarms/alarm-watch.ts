import type { QueueMetrics } from '../../../contract/measurements.ts';
import { awsMetrics } from '../metrics/aws-metrics.ts';
import { createLogLines, type LogLines, type SeenLine } from '../metrics/log-lines.ts';
import { createMetricStore } from '../metrics/metric-store.ts';
import { systemClock, type Clock } from '../../../contract/clock.ts';
import { createAlarmBoard, type AlarmBoard, type AlarmView } from './alarm-board.ts';

export interface AlarmWatch extends Omit<ReturnType<typeof awsMetrics>, 'measured'> {
  readonly lines: LogLines;
  readonly board: Pick<AlarmBoard, 'declare' | 'remove'>;
  /** How all alarms stand now. */
  alarms(): readonly AlarmView[];
  start(): void;
  stop(): void;
}

export interface AlarmWatchNeeds {
  readonly onChange: (alarm: AlarmView) => void;
  readonly act: (actionArn: string, alarm: AlarmView) => void;
  readonly queues: () => readonly QueueMetrics[];
  readonly onLine?: (line: SeenLine) => void;
  readonly clock?: Pick<Clock, 'nowMs'>;
}

// Soon enough for whoever watches the terminal; all of it takes about a millisecond.
const EVERY_MS = 5_000;

/** Gathers metrics while the cloud runs, and looks at its alarms every few seconds. */
export function createAlarmWatch(deps: AlarmWatchNeeds): AlarmWatch {
  const { queues, onLine, clock = systemClock } = deps;
  const store = createMetricStore({ clock });
  const board = createAlarmBoard({ store, clock, onChange: deps.onChange, act: deps.act });
  const aws = awsMetrics(store.record);
  let timer: NodeJS.Timeout | undefined;

  function alarms(): readonly AlarmView[] {
    for (const queue of queues()) aws.measured(queue);
    return board.evaluate();
  }

  return {
    ...aws,
    board,
    alarms,
    lines: createLogLines({ record: store.record, ...(onLine && { onLine }) }),
    start() {
      timer = setInterval(alarms, EVERY_MS).unref();
    },
    stop: () => clearInterval(timer),
  };
}

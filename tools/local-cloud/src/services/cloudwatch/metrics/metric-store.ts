import type { Clock } from '../../../contract/clock.ts';
import { metricKey, type Metric, type RecordMetric } from './metric.ts';

/** What is known of the values of a span of time. */
export interface Statistics {
  readonly count: number;
  readonly sum: number;
  readonly minimum: number;
  readonly maximum: number;
  /** A sample of the values: of a busy span the latest ones. */
  readonly values: readonly number[];
}

export interface MetricStore {
  readonly record: RecordMetric;
  /** From now on, values of this metric are kept for so long; those that nobody watches are not kept at all. */
  watch(metric: Metric, keepSeconds: number): void;
  /** @returns nothing where no value arose in the span, whose end is exclusive */
  statistics(metric: Metric, fromMs: number, toMs: number): Statistics | undefined;
}

interface Slot {
  readonly startMs: number;
  count: number;
  sum: number;
  minimum: number;
  maximum: number;
  readonly values: number[];
}

interface Series {
  keepMs: number;
  readonly slots: Slot[];
}

/** The shortest period of an alarm is ten seconds, so nothing finer is ever asked for. */
export const SLOT_MS = 10_000;
// Enough for the 99th percentile of ten seconds.
const VALUES_PER_SLOT = 200;

/** Keeps the metrics that alarms look at, in memory: a restart begins anew. */
export function createMetricStore({ clock }: { readonly clock: Pick<Clock, 'nowMs'> }): MetricStore {
  const watched = new Map<string, Series>();

  return {
    record(datum) {
      const series = watched.get(metricKey(datum));
      if (series === undefined || Number.isNaN(datum.value)) return;
      const nowMs = clock.nowMs();
      add(currentSlot(series, nowMs - (nowMs % SLOT_MS)), datum.value);
    },
    watch(metric, keepSeconds) {
      const key = metricKey(metric);
      const keepMs = keepSeconds * 1000 + SLOT_MS;
      const series = watched.get(key);
      if (series === undefined) watched.set(key, { keepMs, slots: [] });
      else series.keepMs = Math.max(series.keepMs, keepMs);
    },
    statistics(metric, fromMs, toMs) {
      const slots = watched.get(metricKey(metric))?.slots ?? [];
      const inside = slots.filter(({ startMs }) => startMs >= fromMs && startMs < toMs);
      return inside.length === 0 ? undefined : inside.reduce<Statistics>(joined, EMPTY);
    },
  };
}

const EMPTY: Statistics = { count: 0, sum: 0, minimum: Infinity, maximum: -Infinity, values: [] };

function currentSlot({ slots, keepMs }: Series, startMs: number): Slot {
  const last = slots.at(-1);
  if (last?.startMs === startMs) return last;
  while (slots[0] !== undefined && slots[0].startMs < startMs - keepMs) slots.shift();
  const slot: Slot = { ...EMPTY, startMs, values: [] };
  slots.push(slot);
  return slot;
}

function add(slot: Slot, value: number): void {
  slot.values[slot.count % VALUES_PER_SLOT] = value;
  slot.count += 1;
  slot.sum += value;
  slot.minimum = Math.min(slot.minimum, value);
  slot.maximum = Math.max(slot.maximum, value);
}

const joined = (left: Statistics, right: Statistics): Statistics => ({
  count: left.count + right.count,
  sum: left.sum + right.sum,
  minimum: Math.min(left.minimum, right.minimum),
  maximum: Math.max(left.maximum, right.maximum),
  values: [...left.values, ...right.values],
});

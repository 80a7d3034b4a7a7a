import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inMemoryMetricHistory } from './metric-history.ts';
import { getStatistic } from './statistic.ts';

const placed = { namespace: 'tradewind/local', name: 'OrderPlaced', dimensions: { service: 'orders' } };
const MINUTE_MS = 60_000;

const createHistory = () => {
  const clock = { at: 0, nowMs: () => clock.at };
  const history = inMemoryMetricHistory({ clock });
  return {
    history,
    recordAt(atMs: number, value: number, metric = placed) {
      clock.at = atMs;
      history.record({ ...metric, value });
    },
  };
};

describe('inMemoryMetricHistory', () => {
  it('returns the values by period', () => {
    const { history, recordAt } = createHistory();
    for (const [atMs, value] of [
      [1_000, 3],
      [61_000, 5],
      [119_000, 7],
    ] as const)
      recordAt(atMs, value);
    const read = (periodMs: number) =>
      history
        .read(placed, { fromMs: 0, toMs: 2 * MINUTE_MS, periodMs })
        .map(({ startMs, statistics }) => [startMs, statistics.sum]);
    expect(read(MINUTE_MS)).toEqual([
      [0, 3],
      [MINUTE_MS, 12],
    ]);
    expect(read(10_000)).toEqual([
      [0, 3],
      [60_000, 5],
      [110_000, 7],
    ]);
    expect(read(5 * MINUTE_MS)).toEqual([[0, 15]]);
  });

  it('keeps ten seconds for 15 minutes and minutes for three hours', () => {
    const { history, recordAt } = createHistory();
    recordAt(0, 1);
    recordAt(20 * MINUTE_MS, 1);
    const range = { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER };
    expect(history.read(placed, { ...range, periodMs: 10_000 })).toHaveLength(1);
    expect(history.read(placed, { ...range, periodMs: MINUTE_MS })).toHaveLength(2);
    recordAt(190 * MINUTE_MS, 1);
    expect(history.read(placed, { ...range, periodMs: MINUTE_MS })).toHaveLength(2);
  });

  it('lists metrics with the time of their last value', () => {
    const { history, recordAt } = createHistory();
    recordAt(5, 1);
    recordAt(9, 1);
    expect(history.list()).toEqual([{ ...placed, lastMs: 9 }]);
  });

  it('stops at 4,000 metrics', () => {
    const { history, recordAt } = createHistory();
    for (let index = 0; index < 4_100; index += 1)
      recordAt(0, 1, { ...placed, dimensions: { service: `service-${index}` } });
    expect(history.list()).toHaveLength(4_000);
  });

  it('returns the same statistics as the recorded values', () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 50 }), (values) => {
        const { history, recordAt } = createHistory();
        for (const value of values) recordAt(1, value);
        const [period] = history.read(placed, { fromMs: 0, toMs: MINUTE_MS, periodMs: MINUTE_MS });
        const expected = {
          count: values.length,
          sum: values.reduce((sum, value) => sum + value, 0),
          minimum: Math.min(...values),
          maximum: Math.max(...values),
          values,
        };
        for (const name of ['Sum', 'Average', 'Minimum', 'Maximum', 'SampleCount', 'p50', 'p99'])
          expect(getStatistic(name)(period!.statistics)).toBe(getStatistic(name)(expected));
      }),
    ));
});

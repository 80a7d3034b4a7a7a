import { describe, expect, it } from '@jest/globals';
import {
  RATE_WINDOW_MILLISECONDS,
  toProgressRate,
  recentSamples,
  type ProgressSample,
} from './progress-rate.ts';

const sample = (
  seconds: number,
  rowsDone: number,
  more: Partial<ProgressSample['progress']> = {},
): ProgressSample => ({
  atMilliseconds: seconds * 1000,
  progress: { rowsDone, ...more },
});

describe('toProgressRate', () => {
  it('returns nothing for one sample, or two of the same time', () => {
    expect(toProgressRate([sample(1, 10)])).toEqual({});
    expect(toProgressRate([sample(1, 10), sample(1, 20)])).toEqual({});
  });

  it('estimates the time left by rows, or by bytes if the total rows are unknown', () => {
    expect(toProgressRate([sample(0, 100), sample(10, 600, { rowsTotal: 1100 })])).toEqual({
      ratePerSecond: 50,
      secondsLeft: 10,
    });
    const bytes = { bytesTotal: 300 };
    expect(
      toProgressRate([sample(0, 0, { bytesDone: 0 }), sample(10, 5, { bytesDone: 100, ...bytes })]),
    ).toEqual({
      ratePerSecond: 0.5,
      secondsLeft: 20,
    });
  });

  it('uses the samples of the last 30 seconds', () => {
    const samples = [0, 20, 40, 60].map((seconds) => sample(seconds, seconds));
    const recent = recentSamples(samples, 60_000);
    expect(recent.map(({ atMilliseconds }) => atMilliseconds)).toEqual([20_000, 40_000, 60_000]);
    expect(recentSamples(samples, 60_000 + 2 * RATE_WINDOW_MILLISECONDS)).toEqual([samples.at(-1)]);
  });
});

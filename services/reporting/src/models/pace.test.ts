import { describe, expect, it } from '@jest/globals';
import { PACE_WINDOW_MILLISECONDS, paceOf, recentMarks, type Mark } from './pace.ts';

const mark = (seconds: number, rowsDone: number, more: Partial<Mark['progress']> = {}): Mark => ({
  atMilliseconds: seconds * 1000,
  progress: { rowsDone, ...more },
});

describe('the pace of a job', () => {
  it('is not known from one mark, nor from two of one moment', () => {
    expect(paceOf([mark(1, 10)])).toEqual({});
    expect(paceOf([mark(1, 10), mark(1, 20)])).toEqual({});
  });

  it('tells the time left by rows, and by bytes where nobody counted the rows', () => {
    expect(paceOf([mark(0, 100), mark(10, 600, { rowsTotal: 1100 })])).toEqual({
      ratePerSecond: 50,
      secondsLeft: 10,
    });
    const bytes = { bytesTotal: 300 };
    expect(paceOf([mark(0, 0, { bytesDone: 0 }), mark(10, 5, { bytesDone: 100, ...bytes })])).toEqual({
      ratePerSecond: 0.5,
      secondsLeft: 20,
    });
  });

  it('is of the last half minute', () => {
    const marks = [0, 20, 40, 60].map((seconds) => mark(seconds, seconds));
    const recent = recentMarks(marks, 60_000);
    expect(recent.map(({ atMilliseconds }) => atMilliseconds)).toEqual([20_000, 40_000, 60_000]);
    expect(recentMarks(marks, 60_000 + 2 * PACE_WINDOW_MILLISECONDS)).toEqual([marks.at(-1)]);
  });
});

import type { Progress } from './job.ts';

/** The progress of a job at a time. */
export interface ProgressSample {
  readonly atMilliseconds: number;
  readonly progress: Pick<Progress, 'rowsDone' | 'rowsTotal' | 'bytesDone' | 'bytesTotal'>;
}

// Long enough to average batches, short enough to follow changes.
export const RATE_WINDOW_MILLISECONDS = 30_000;

/** The samples within the window, and the last one before it. */
export function recentSamples(
  samples: readonly ProgressSample[],
  nowMilliseconds: number,
): readonly ProgressSample[] {
  const inWindow = samples.findIndex(
    ({ atMilliseconds }) => atMilliseconds > nowMilliseconds - RATE_WINDOW_MILLISECONDS,
  );
  return inWindow === -1 ? samples.slice(-1) : samples.slice(Math.max(0, inWindow - 1));
}

/** The rows per second between the first and the last sample, and the estimated time left. */
export function toProgressRate(
  samples: readonly ProgressSample[],
): Pick<Progress, 'ratePerSecond' | 'secondsLeft'> {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last || last.atMilliseconds <= first.atMilliseconds) return {};
  const seconds = (last.atMilliseconds - first.atMilliseconds) / 1000;
  const ratePerSecond = (last.progress.rowsDone - first.progress.rowsDone) / seconds;
  const left = toSecondsLeft(first, last, seconds);
  return {
    ratePerSecond: Math.round(ratePerSecond * 10) / 10,
    ...(left !== undefined && { secondsLeft: left }),
  };
}

function toSecondsLeft(first: ProgressSample, last: ProgressSample, seconds: number): number | undefined {
  const { rowsDone, rowsTotal, bytesDone, bytesTotal } = last.progress;
  const [done, total, before] =
    rowsTotal === undefined
      ? [bytesDone, bytesTotal, first.progress.bytesDone]
      : [rowsDone, rowsTotal, first.progress.rowsDone];
  if (done === undefined || total === undefined || before === undefined || done <= before) return undefined;
  return Math.max(0, Math.ceil(((total - done) * seconds) / (done - before)));
}

import type { Progress } from './job.ts';

/** Where a job was at some moment. */
export interface Mark {
  readonly atMilliseconds: number;
  readonly progress: Pick<Progress, 'rowsDone' | 'rowsTotal' | 'bytesDone' | 'bytesTotal'>;
}

// Long enough to even out batches, short enough to follow a change of pace.
export const PACE_WINDOW_MILLISECONDS = 30_000;

/** The marks that a pace is still measured over: one from before the window and all in it. */
export function recentMarks(marks: readonly Mark[], nowMilliseconds: number): readonly Mark[] {
  const inWindow = marks.findIndex(
    ({ atMilliseconds }) => atMilliseconds > nowMilliseconds - PACE_WINDOW_MILLISECONDS,
  );
  return inWindow === -1 ? marks.slice(-1) : marks.slice(Math.max(0, inWindow - 1));
}

/** Rows a second between the first and the last mark, and how long the rest takes at that pace. */
export function paceOf(marks: readonly Mark[]): Pick<Progress, 'ratePerSecond' | 'secondsLeft'> {
  const [first, last] = [marks[0], marks.at(-1)];
  if (!first || !last || last.atMilliseconds <= first.atMilliseconds) return {};
  const seconds = (last.atMilliseconds - first.atMilliseconds) / 1000;
  const ratePerSecond = (last.progress.rowsDone - first.progress.rowsDone) / seconds;
  const left = leftOf(first, last, seconds);
  return {
    ratePerSecond: Math.round(ratePerSecond * 10) / 10,
    ...(left !== undefined && { secondsLeft: left }),
  };
}

function leftOf(first: Mark, last: Mark, seconds: number): number | undefined {
  const { rowsDone, rowsTotal, bytesDone, bytesTotal } = last.progress;
  const [done, total, before] =
    rowsTotal === undefined
      ? [bytesDone, bytesTotal, first.progress.bytesDone]
      : [rowsDone, rowsTotal, first.progress.rowsDone];
  if (done === undefined || total === undefined || before === undefined || done <= before) return undefined;
  return Math.max(0, Math.ceil(((total - done) * seconds) / (done - before)));
}

import { rowText, type RowText } from './row-text.ts';
import type { Rows } from './rows.ts';

interface Dependencies {
  readonly print: (line: string) => void;
  readonly now?: () => number;
}

// Often enough to see in a log of CI that a command still works.
const STILL_RUNNING_MS = 30_000;

/** Prints a line for each row that ends, and one every 30 seconds for a row that runs: for files, pipes and CI. */
export function plainRows(
  titles: readonly string[],
  { print, now = () => performance.now() }: Dependencies,
): Rows {
  const rows = new Map<string, RowText>(titles.map((title) => [title, rowText(now)]));
  const show = (title: string, suffix = '') => {
    const text = rows.get(title)?.text();
    if (text !== undefined) print(`${title}: ${text}${suffix}`);
  };
  const stillRunning = setInterval(() => {
    const running = [...rows].filter(([, row]) => row.isRunning);
    if (running.length > 0) print(running.map(([title, row]) => `${title}: ${row.text()}`).join('; '));
  }, STILL_RUNNING_MS);
  stillRunning.unref();
  return {
    begin: (title, activity) => rows.get(title)?.begin(activity),
    end: (title, result) => rows.get(title)?.end(result),
    complete: (title) => show(title),
    fail: (title) => show(title, ' (failed)'),
    async close() {
      clearInterval(stillRunning);
    },
  };
}

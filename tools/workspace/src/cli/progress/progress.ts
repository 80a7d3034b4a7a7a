import { colorsFor } from '../colors.ts';
import { plainRows } from './plain-rows.ts';
import type { Rows } from './rows.ts';

export interface Output {
  readonly stream: NodeJS.WriteStream;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export const processOutput: Output = { stream: process.stdout, environment: process.env };

/** The progress of a command, whose results go to the standard output. */
const progressOutput: Output = { stream: process.stderr, environment: process.env };

/**
 * Whether a display may be redrawn in place: on a terminal, and neither in CI nor in a task of Nx, which shows its output
 * inside of its own display.
 */
export const isLive = ({ stream, environment }: Output = processOutput): boolean =>
  stream.isTTY && !environment['CI'] && environment['NX_TASK_TARGET_PROJECT'] === undefined;

// A stream has room for one live display; work that runs in parallel is shown as plain lines.
const occupied = new WeakSet<object>();

/** Shows rows for what a command works on: live on a terminal, and plain lines elsewhere. */
export async function showRows(titles: readonly string[], output: Output = processOutput): Promise<Rows> {
  const { stream, environment } = output;
  if (!isLive(output) || occupied.has(stream))
    return plainRows(titles, { print: (line) => void stream.write(`${line}\n`) });
  // Loaded only here, since plain output needs no library.
  occupied.add(stream);
  const { liveRows } = await import('./live-rows.ts');
  const rows = liveRows(titles, { stream, colors: colorsFor(stream, environment) });
  return {
    ...rows,
    async close() {
      await rows.close();
      occupied.delete(stream);
    },
  };
}

/** Reports what the work does now: `120 of 400`. */
export type Report = (activity: string) => void;

/**
 * Shows one row while the work runs, with its time.
 *
 * @returns the result of the work, and throws its error
 */
export async function withProgress<T>(
  title: string,
  work: (report: Report) => Promise<T>,
  output: Output = progressOutput,
): Promise<T> {
  if (!isLive(output)) output.stream.write(`${title} …\n`);
  const rows = await showRows([title], output);
  rows.begin(title, '');
  try {
    const result = await work((activity) => rows.begin(title, `${activity},`));
    rows.end(title, 'done');
    rows.complete(title);
    return result;
  } catch (error) {
    rows.fail(title);
    throw error;
  } finally {
    await rows.close();
  }
}

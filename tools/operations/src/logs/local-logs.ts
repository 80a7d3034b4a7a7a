import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from '../../../workspace/src/cli/command-error.ts';
import { lineFilter } from './line-patterns.ts';
import type { LogLine, LogOptions } from './log-options.ts';

const POLL_MILLISECONDS = 500;

interface Dependencies {
  readonly show: (line: LogLine) => void;
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly now: () => number;
  /** Stops following. */
  readonly isOver: () => boolean;
}

/**
 * Shows the log lines of `npm start`, oldest first, and follows new ones on request.
 *
 * @param services  names
 * @param folder  `.local/logs`
 * @throws CommandError when there are no lines
 */
export async function showLocalLogs(
  services: readonly string[],
  folder: string,
  options: LogOptions,
  { show, pause, now, isOver }: Dependencies,
): Promise<void> {
  const sources = () => sourcesIn(folder, services, options.functionName);
  if (sources().length === 0 && !options.isFollowed)
    throw new CommandError(
      `No logs of ${options.functionName ?? services.join(', ')} under "npm start" yet.`,
    );
  const isSelected = lineFilter(options);
  const since = now() - options.sinceMilliseconds;
  const readTo = new Map<string, number>();
  for (;;) {
    const lines = sources().flatMap((source) => {
      const { text, end } = newText(source.path, readTo.get(source.path) ?? 0);
      readTo.set(source.path, end);
      return timed(text, source);
    });
    for (const line of lines.toSorted((a, b) => a.timeMilliseconds - b.timeMilliseconds))
      if (line.timeMilliseconds >= since && isSelected(line.text)) show(line);
    if (!options.isFollowed || isOver()) return;
    await pause(POLL_MILLISECONDS);
  }
}

interface Source {
  readonly path: string;
  readonly service: string;
  readonly functionName: string;
}

function sourcesIn(folder: string, services: readonly string[], only: string | undefined): Source[] {
  const files = existsSync(folder) ? readdirSync(folder).toSorted() : [];
  return services.flatMap((service) => {
    const prefix = `tradewind-${service}-local-`;
    return files
      .filter((file) => file.startsWith(prefix) && file.endsWith('.log'))
      .map((file) => ({
        path: join(folder, file),
        service,
        functionName: file.slice(prefix.length, -'.log'.length),
      }))
      .filter(({ functionName }) => only === undefined || functionName === only);
  });
}

/** A line without a time, such as a line of a stack trace, has the time of the previous line. */
function timed(text: string, { service, functionName }: Source): LogLine[] {
  let timeMilliseconds = 0;
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [time] = /\d{4}-\d\d-\d\dT[\d:.]+Z/.exec(line.slice(0, 50)) ?? [];
      if (time !== undefined) timeMilliseconds = Date.parse(time);
      return { timeMilliseconds, service, functionName, text: line };
    });
}

/** Reads up to the last complete line. A shorter file was truncated and is read from the start. */
function newText(path: string, from: number): { text: string; end: number } {
  const { size } = statSync(path);
  const start = size < from ? 0 : from;
  const bytes = Buffer.alloc(size - start);
  const file = openSync(path, 'r');
  const read = readSync(file, bytes, 0, bytes.length, start);
  closeSync(file);
  const whole = bytes.subarray(0, read).lastIndexOf('\n') + 1;
  return { text: bytes.subarray(0, whole).toString(), end: start + whole };
}

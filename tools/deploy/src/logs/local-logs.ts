import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DeployError } from '../command/deploy-error.ts';
import type { LogOptions } from './log-options.ts';

/** What is shown of the time before: the files of the local cloud have no time on each line. */
const LAST_LINES = 50;
const POLL_MILLISECONDS = 500;

interface Needs {
  readonly print: (line: string) => void;
  readonly pause: (milliseconds: number) => Promise<void>;
  /** Ends a following that would go on for ever. */
  readonly isOver: () => boolean;
}

/**
 * Shows what a service's functions wrote under `npm start`: the end of each file, and then, if followed, each new line.
 *
 * @param folder  `.local/logs`
 * @throws DeployError when there is nothing of that service
 */
export async function showLocalLogs(
  service: string,
  folder: string,
  { functionName, filter = '', isFollowed }: Omit<LogOptions, 'sinceMilliseconds'>,
  { print, pause, isOver }: Needs,
): Promise<void> {
  const prefix = `tradewind-${service}-local-`;
  const files = () =>
    (existsSync(folder) ? readdirSync(folder) : [])
      .filter((file) => file.startsWith(prefix + (functionName ?? '')) && file.endsWith('.log'))
      .filter((file) => functionName === undefined || file === `${prefix}${functionName}.log`)
      .toSorted();
  if (files().length === 0 && !isFollowed)
    throw new DeployError(`Nothing of ${functionName ?? service} has run under "npm start" yet.`);
  const readTo = new Map<string, number>();
  const show = (file: string, lines: readonly string[]) => {
    for (const line of lines.filter((each) => each.includes(filter)))
      print(`${file.slice(prefix.length, -4)}  ${line}`);
  };
  for (const file of files()) {
    readTo.set(file, statSync(join(folder, file)).size);
    show(file, readFileSync(join(folder, file), 'utf8').trimEnd().split('\n').slice(-LAST_LINES));
  }
  if (!isFollowed) return;
  while (!isOver()) {
    await pause(POLL_MILLISECONDS);
    for (const file of files()) {
      const { text, end } = newLines(join(folder, file), readTo.get(file) ?? 0);
      readTo.set(file, end);
      if (text) show(file, text.trimEnd().split('\n'));
    }
  }
}

/** Up to the last whole line; a file that shrank was begun anew. */
function newLines(path: string, from: number): { text: string; end: number } {
  const { size } = statSync(path);
  const start = size < from ? 0 : from;
  const bytes = Buffer.alloc(size - start);
  const file = openSync(path, 'r');
  const read = readSync(file, bytes, 0, bytes.length, start);
  closeSync(file);
  const whole = bytes.subarray(0, read).lastIndexOf('\n') + 1;
  return { text: bytes.subarray(0, whole).toString(), end: start + whole };
}

import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const SAMPLE_MILLIS = 1_000;

/** The largest memory that a process had at once. */
export interface LargestProcess {
  readonly megabytes: number;
  readonly command: string;
}

/**
 * Watches the descendants of this process until it is aborted.
 *
 * @returns the largest resident size of a single process in all samples, which are a second apart
 */
export async function largestProcess(signal: AbortSignal): Promise<LargestProcess> {
  let largest: LargestProcess = { megabytes: 0, command: '' };
  while (!signal.aborted) {
    for (const found of await descendants()) if (found.megabytes > largest.megabytes) largest = found;
    await sleep(SAMPLE_MILLIS, undefined, { signal }).catch(() => undefined);
  }
  return largest;
}

async function descendants(): Promise<LargestProcess[]> {
  const { stdout } = await run('ps', ['-eo', 'pid=,ppid=,rss=,args='], { maxBuffer: 2 ** 26 });
  const rows = stdout
    .split('\n')
    .map((row) => /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(row))
    .filter((row) => row !== null)
    .map(([, pid, parent, rss, command = '']) => ({
      pid: Number(pid),
      parent: Number(parent),
      megabytes: Math.round(Number(rss) / 1024),
      command: command.slice(0, 80),
    }));
  const byParent = Map.groupBy(rows, ({ parent }) => parent);
  const below = (pid: number): typeof rows =>
    (byParent.get(pid) ?? []).flatMap((child) => [child, ...below(child.pid)]);
  return below(process.pid);
}

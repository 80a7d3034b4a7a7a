import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';

export interface NxRun {
  readonly exitCode: number;
  /** The output without colors. */
  readonly output: string;
  readonly seconds: number;
}

interface Options {
  readonly root: string;
  readonly env: Readonly<Record<string, string>>;
  readonly logFile: string;
  readonly timeoutSeconds: number;
}

/**
 * Runs `nx` with a time limit, so that a hanging emulator does not block CI.
 *
 * @throws Error when the time limit is exceeded, after all started processes have ended
 */
export async function runNx(
  args: readonly string[],
  { root, env, logFile, timeoutSeconds }: Options,
): Promise<NxRun> {
  const startedAt = performance.now();
  const nx = join(root, 'node_modules/nx/dist/bin/nx.js');
  const child = spawn(process.execPath, [nx, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, so that tasks end with it.
    detached: true,
  });
  const log = createWriteStream(logFile, { flags: 'a' });
  log.write(`\n$ nx ${args.join(' ')}\n`);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      log.write(text);
    });
  let hasTimedOut = false;
  const timer = setTimeout(() => {
    hasTimedOut = true;
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  }, timeoutSeconds * 1000);
  const endWithThisProcess = () => child.pid !== undefined && process.kill(-child.pid, 'SIGKILL');
  process.once('exit', endWithThisProcess);
  const [exitCode] = (await once(child, 'close')) as [number | null];
  process.off('exit', endWithThisProcess);
  clearTimeout(timer);
  log.end();
  if (hasTimedOut)
    throw new Error(`nx ${args.join(' ')} did not end within ${timeoutSeconds} s:\n${output.slice(-2000)}`);
  return { exitCode: exitCode ?? 1, output, seconds: (performance.now() - startedAt) / 1000 };
}

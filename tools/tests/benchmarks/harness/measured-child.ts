import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/** What a child process printed and used. */
export interface MeasuredChild {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly wallMillis: number;
  /** User and system time of the process and of its descendants that ended. */
  readonly cpuMillis: number;
}

// Node.js reports its own resource usage only. The shell's `time` reports that of a child and its descendants
// (https://www.gnu.org/software/bash/manual/html_node/Pipelines.html), here on file descriptor 3.
const timed = `TIMEFORMAT='%3R %3U %3S'; { time "$@" 2>&4 3>&- 4>&-; } 4>&2 2>&3`;

/**
 * Runs a program and measures it. It needs `bash`.
 *
 * @param command  the program and its arguments
 * @returns its output, times and exit code, with any exit code
 */
export async function runMeasured(
  [program, ...args]: readonly [string, ...string[]],
  { cwd, env = process.env }: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<MeasuredChild> {
  const child = spawn('bash', ['-c', timed, 'bash', program, ...args], {
    ...(cwd !== undefined && { cwd }),
    env: { ...env, LC_ALL: 'C' },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  );
  const [exitCode, stdout, stderr, times] = await Promise.all([
    ended,
    text(child.stdout!),
    text(child.stderr!),
    text(child.stdio[3] as NodeJS.ReadableStream),
  ]);
  const [real, user, system] = times.trim().split(' ').map(Number);
  return { exitCode, stdout, stderr, wallMillis: real! * 1000, cpuMillis: (user! + system!) * 1000 };
}

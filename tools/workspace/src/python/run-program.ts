import { spawnSync } from 'node:child_process';

/** Runs a program to its end; `status` is null where there is no such program, or it did not end in time. */
export type RunProgram = (program: string, args: readonly string[], timeoutSeconds: number) => Ended;

interface Ended {
  readonly status: number | null;
  /** What it printed; the mistakes it told of come last. */
  readonly output: string;
}

// What a linter has to say of a workspace full of mistakes.
const MOST_BYTES = 64 * 1024 * 1024;

/** Runs a program of this machine, waiting for it. */
export const runProgram: RunProgram = (program, args, timeoutSeconds) => {
  const { status, stdout, stderr } = spawnSync(program, args, {
    encoding: 'utf8',
    timeout: timeoutSeconds * 1000,
    maxBuffer: MOST_BYTES,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { status, output: `${stdout ?? ''}${stderr ?? ''}` };
};

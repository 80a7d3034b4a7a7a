import { spawnSync } from 'node:child_process';

/** Runs a program and waits for it; `status` is null when it is not installed or exceeded the timeout. */
export type RunProgram = (program: string, args: readonly string[], timeoutSeconds: number) => ProgramResult;

interface ProgramResult {
  readonly status: number | null;
  /** Standard output, then standard error. */
  readonly output: string;
}

// Enough for the report of a linter with many findings.
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

export const runProgram: RunProgram = (program, args, timeoutSeconds) => {
  const { status, stdout, stderr } = spawnSync(program, args, {
    encoding: 'utf8',
    timeout: timeoutSeconds * 1000,
    maxBuffer: MAX_OUTPUT_BYTES,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { status, output: `${stdout ?? ''}${stderr ?? ''}` };
};

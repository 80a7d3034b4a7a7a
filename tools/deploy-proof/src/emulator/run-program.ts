import { spawnSync } from 'node:child_process';
import type { RunProgram } from './install-emulator.ts';

/** Runs a program of this machine, waiting for it. */
export const runProgram: RunProgram = (program, args, timeoutSeconds) => {
  const { status, stdout, stderr } = spawnSync(program, args, {
    encoding: 'utf8',
    timeout: timeoutSeconds * 1000,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { status, output: `${stdout ?? ''}${stderr ?? ''}` };
};

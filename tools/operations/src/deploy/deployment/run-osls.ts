import { join } from 'node:path';
import { runChild } from '../../../../workspace/src/cli/run-child.ts';
import { workspaceRoot } from '../../../../workspace/src/layout/workspace-folders.ts';

/** How a run of osls ended. */
export interface OslsRun {
  readonly exitCode: number;
  /** Both streams, in the order of their arrival. */
  readonly output: string;
}

const osls = join(workspaceRoot, 'node_modules/serverless/bin/serverless.js');

/**
 * Runs osls in a service's folder and shows what it prints.
 *
 * @param signal  ends it, and what it has started
 * @throws the reason of the signal
 */
export async function runOsls(
  folder: string,
  args: readonly string[],
  signal: AbortSignal,
  program: string = osls,
): Promise<OslsRun> {
  let output = '';
  const exitCode = await runChild(process.execPath, [program, ...args], {
    cwd: folder,
    signal,
    onOutput(chunk, stream) {
      output += chunk.toString();
      process[stream].write(chunk);
    },
  });
  return { exitCode: exitCode ?? 1, output };
}

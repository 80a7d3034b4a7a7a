import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { DeployError } from '../command/deploy-error.ts';
import { workspaceRoot } from '../command/workspace.ts';

/** How a run of osls ended. */
export interface OslsRun {
  readonly exitCode: number;
  /** Both streams, in the order of their arrival. */
  readonly output: string;
}

const osls = join(workspaceRoot, 'node_modules/serverless/bin/serverless.js');

/** After a friendly signal a program may tidy up for so long. */
const GRACE_SECONDS = 5;

/**
 * Runs osls in a service's folder and shows what it prints.
 *
 * @throws DeployError when it takes longer than `limitSeconds`; it and its children are ended then, as they are when
 *   this process is told to stop
 */
export async function runOsls(
  folder: string,
  args: readonly string[],
  limitSeconds: number,
  program: string = osls,
): Promise<OslsRun> {
  // A group of its own, so that a signal reaches the children of osls too.
  const child = spawn(process.execPath, [program, ...args], {
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const [stream, shown] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const)
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      shown.write(chunk);
    });
  const end = ending(child.pid);
  let reason: string | undefined;
  const stop = (why: string) => {
    reason = why;
    end();
  };
  const limit = setTimeout(() => stop(`took longer than ${limitSeconds} s`), limitSeconds * 1000);
  const interrupted = () => stop('was interrupted');
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  }).finally(() => {
    clearTimeout(limit);
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
  });
  if (!reason) return { exitCode, output };
  throw new DeployError(
    `osls ${args[0]} ${reason} and was stopped. CloudFormation may still be at work: see the stack's events, then run it again.`,
  );
}

function ending(pid: number | undefined): () => void {
  const signal = (name: NodeJS.Signals) => {
    try {
      if (pid !== undefined) process.kill(-pid, name);
    } catch {
      // It has ended meanwhile.
    }
  };
  return () => {
    signal('SIGTERM');
    setTimeout(() => signal('SIGKILL'), GRACE_SECONDS * 1000).unref();
  };
}

import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { failedTasks } from './failed-tasks.ts';

/** What the packaging command said when it failed. */
export class PackagingFailed extends Error {
  override readonly name = 'PackagingFailed';
}

interface NxRun {
  readonly workspaceFolder: string;
  /** Such as `['run-many', '-t', 'package']`. */
  readonly arguments: readonly string[];
  /** What the run does, for the message of a failure: `Packaging`. */
  readonly what: string;
  readonly signal?: AbortSignal;
}

/**
 * Runs Nx with its cache and without its own output.
 * @throws PackagingFailed with the output of the failed tasks
 */
export async function runNx({ workspaceFolder, arguments: command, what, signal }: NxRun): Promise<void> {
  signal?.throwIfAborted();
  const bin = join(workspaceFolder, 'node_modules', '.bin');
  const child = spawn(join(bin, 'nx'), [...command, '--output-style=static'], {
    cwd: workspaceFolder,
    // Its own process group, so that the children of Nx can be ended with it.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...quietNx, PATH: `${bin}${delimiter}${process.env['PATH']}` },
  });
  const endGroup = () => endProcessGroup(child.pid);
  signal?.addEventListener('abort', endGroup);
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => output.push(chunk));
  try {
    const exitCode = await new Promise<number | null>((resolve, reject) =>
      child.once('error', reject).once('close', resolve),
    );
    if (exitCode !== 0)
      throw new PackagingFailed(`${what} failed:\n${failedTasks(Buffer.concat(output).toString())}`);
  } finally {
    signal?.removeEventListener('abort', endGroup);
  }
}

// The daemon would outlive this process, and the full-screen output of Nx would hide ours.
const quietNx = { NX_DAEMON: 'false', NX_TUI: 'false', NX_NO_CLOUD: 'true', FORCE_COLOR: '0' };

function endProcessGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGTERM');
  } catch {
    // It has ended already.
  }
}

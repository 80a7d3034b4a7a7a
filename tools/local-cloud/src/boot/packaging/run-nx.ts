import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { readNxOutput, type NxFailure, type PackagingObserver } from './nx-output.ts';

/** The output of the tasks that failed. */
export class PackagingFailed extends Error {
  override readonly name = 'PackagingFailed';
  /** The failed projects. */
  readonly projects: readonly string[];

  constructor(what: string, { projects, text }: NxFailure) {
    super(`${what} failed:\n${text}`);
    this.projects = projects;
  }
}

interface NxRun {
  readonly workspaceFolder: string;
  /** Such as `['run-many', '-t', 'package']`. */
  readonly arguments: readonly string[];
  /** What the run does, for the message of a failure: `Packaging`. */
  readonly what: string;
  readonly signal?: AbortSignal;
  readonly observer?: PackagingObserver;
}

const unobserved: PackagingObserver = { onBegin() {}, onEnd() {} };

/**
 * Runs Nx with its cache and without its own output.
 * @throws PackagingFailed with the output of the failed tasks
 */
export async function runNx({
  workspaceFolder,
  arguments: command,
  what,
  signal,
  observer = unobserved,
}: NxRun): Promise<void> {
  signal?.throwIfAborted();
  const bin = join(workspaceFolder, 'node_modules', '.bin');
  const child = spawn(join(bin, 'nx'), [...command, '--output-style=stream'], {
    cwd: workspaceFolder,
    // Its own process group, so that the children of Nx can be ended with it.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...quietNx, PATH: `${bin}${delimiter}${process.env['PATH']}` },
  });
  const endGroup = () => endProcessGroup(child.pid);
  signal?.addEventListener('abort', endGroup);
  const output = readNxOutput(observer);
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', output.reader());
  try {
    const exitCode = await new Promise<number | null>((resolve, reject) =>
      child.once('error', reject).once('close', resolve),
    );
    if (exitCode !== 0) throw new PackagingFailed(what, output.failure());
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

import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { STAGE } from '../../../../workspace/src/aws/aws-constants.ts';
import { waitForLock } from '../state/lock.ts';
import { failedTasks } from './failed-tasks.ts';
import { workspaceFingerprint } from './fingerprint.ts';

/** What the packaging command said when it failed. */
export class PackagingFailed extends Error {
  override readonly name = 'PackagingFailed';
}

interface Dependencies {
  readonly workspaceFolder: string;
  /** Names of the services to deploy; undefined for all. */
  readonly services?: readonly string[];
  readonly signal?: AbortSignal;
}

/**
 * Packages the services whose sources changed since the last packaging for the local stage. A lock makes concurrent
 * processes wait for each other.
 * @throws PackagingFailed
 */
export async function packageChanged(deps: Dependencies): Promise<void> {
  const folder = join(deps.workspaceFolder, '.local');
  const record = join(folder, 'packaged.json');
  mkdirSync(folder, { recursive: true });
  const release = await waitForLock(join(folder, 'packaging-lock'));
  try {
    if (readRecord(record) === (await workspaceFingerprint(deps.workspaceFolder))) return;
    await packageServices(deps);
    writeFileSync(record, JSON.stringify({ fingerprint: await workspaceFingerprint(deps.workspaceFolder) }));
  } finally {
    release();
  }
}

/**
 * Packages services through Nx and its cache.
 * @throws PackagingFailed
 */
export async function packageServices({ workspaceFolder, services, signal }: Dependencies): Promise<void> {
  const nx = join(workspaceFolder, 'node_modules', '.bin', 'nx');
  const only = services === undefined ? [] : [`--projects=${services.join(',')}`];
  const command = ['run-many', '-t', 'package', ...only, `--stage=${STAGE}`, '--output-style=static'];
  signal?.throwIfAborted();
  const child = spawn(nx, command, {
    cwd: workspaceFolder,
    // Its own process group, so that the children of Nx can be ended with it.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      ...quietNx,
      PATH: `${join(workspaceFolder, 'node_modules', '.bin')}${delimiter}${process.env['PATH']}`,
    },
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
      throw new PackagingFailed(`Packaging failed:\n${failedTasks(Buffer.concat(output).toString())}`);
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

function readRecord(file: string): string | undefined {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { fingerprint?: string }).fingerprint;
  } catch {
    // A missing or damaged record only causes another packaging run.
    return undefined;
  }
}

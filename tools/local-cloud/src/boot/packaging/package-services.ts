import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { STAGE } from '../../../../workspace/src/aws/aws-constants.ts';
import { serviceFolderNames } from '../../../../workspace/src/layout/workspace-folders.ts';
import { waitForLock } from '../state/lock.ts';
import { workspaceFingerprint } from './fingerprint.ts';
import type { PackagingObserver } from './nx-output.ts';
import { runNx } from './run-nx.ts';

interface Dependencies {
  readonly workspaceFolder: string;
  /** Names of the services to deploy; undefined for all. */
  readonly services?: readonly string[];
  readonly signal?: AbortSignal;
  readonly observer?: PackagingObserver;
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
    if (readRecord(record) === (await workspaceFingerprint(deps.workspaceFolder))) {
      const services = serviceFolderNames(join(deps.workspaceFolder, 'services'));
      for (const service of services) deps.observer?.onEnd(service, 'unchanged');
      return;
    }
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
export async function packageServices({
  workspaceFolder,
  services,
  signal,
  observer,
}: Dependencies): Promise<void> {
  const only = services === undefined ? [] : [`--projects=${services.join(',')}`];
  await runNx({
    workspaceFolder,
    arguments: ['run-many', '-t', 'package', ...only, `--stage=${STAGE}`],
    what: 'Packaging',
    ...(signal && { signal }),
    ...(observer && { observer }),
  });
}

function readRecord(file: string): string | undefined {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { fingerprint?: string }).fingerprint;
  } catch {
    // A missing or damaged record only causes another packaging run.
    return undefined;
  }
}

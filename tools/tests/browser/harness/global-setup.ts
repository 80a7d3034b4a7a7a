import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSites } from '../../../local-cloud/src/boot/packaging/build-sites.ts';
import { startSystem, type StartedSystem } from '../../../local-cloud/src/testing/started-system.ts';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';
import { publishSystem } from './system.ts';

let system: StartedSystem | undefined;
let stateFolder: string | undefined;

/** Jest's global setup: builds the sites, and starts the system on free ports with a state of its own. */
export default async function startSystemForTests(): Promise<void> {
  await buildSites({ workspaceFolder: workspaceRoot });
  stateFolder = await mkdtemp(join(tmpdir(), 'tradewind-browser-'));
  system = await startSystem(stateFolder, ['--no-watch']);
  publishSystem({ ...system, stateFolder });
}

/** Stops what {@link startSystemForTests} started; Jest runs both in one process. */
export async function stopSystemForTests(): Promise<void> {
  await system?.stop();
  if (stateFolder) await rm(stateFolder, { recursive: true, force: true });
}

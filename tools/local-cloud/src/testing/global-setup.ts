import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalCloud } from '../boot/local-cloud.ts';
import { startControlServer } from './control-server.ts';
import { createTestRecorder } from './test-recorder.ts';
import { testBehaviors } from './test-behaviors.ts';
import { isWholeSuite, type JestRun } from './whole-suite.ts';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';

/**
 * Jest's global setup of the integration tests: packages what changed, starts the whole system once on free ports with its
 * own state, and passes its URLs to the test processes in an environment variable. The logs and calls of functions are
 * recorded in `.local/test-record`, where the checks of alarms and roles read them.
 */
export default async function startCloudForTests(run: JestRun): Promise<void> {
  // The caller of Jest has started one, and records what it does (tools/tests/lambdalith).
  if (process.env['TRADEWIND_TEST_CLOUD'] !== undefined) return;
  const stateFolder = await mkdtemp(join(tmpdir(), 'tradewind-test-'));
  const seed = process.env['TRADEWIND_FAULT_SEED'];
  const recorder = createTestRecorder();
  const cloud = await startLocalCloud({
    workspaceFolder: workspaceRoot,
    apiPort: 0,
    cloudPort: 0,
    stateFolder,
    faults: { behaviors: testBehaviors, ...(seed !== undefined && { seed: Number(seed) }) },
    observer: recorder.observer,
  });
  console.log(`The seed of unordered and repeated messages: TRADEWIND_FAULT_SEED=${cloud.faults.seed()}`);
  const { server, url } = await startControlServer(cloud);
  const users = JSON.parse(
    await readFile(join(workspaceRoot, 'services/identity/local/users.json'), 'utf8'),
  ) as object;

  const { apiUrl, endpointUrl, credentials } = cloud;
  process.env['TRADEWIND_TEST_CLOUD'] = JSON.stringify({
    apiUrl,
    endpointUrl,
    stateFolder,
    credentials,
    controlUrl: url,
    users,
  });
  stopTestCloud = async () => {
    server.closeAllConnections();
    server.close();
    await cloud.stop();
    recorder.write(workspaceRoot, cloud, { isWhole: isWholeSuite(run) });
    await rm(stateFolder, { recursive: true, force: true });
  };
}

let stopTestCloud: (() => Promise<void>) | undefined;

/** Stops the system that {@link startCloudForTests} started; Jest runs both in one process. */
export const stopCloudForTests = async (): Promise<void> => stopTestCloud?.();

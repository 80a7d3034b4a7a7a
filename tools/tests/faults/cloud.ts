import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectToCloud, type RunningCloud } from '#libs/testing';
import { startLocalCloud, type LocalCloud } from '../../local-cloud/src/boot/local-cloud.ts';
import { openUnsentWebhooks } from './snapshot/provider-books.ts';
import { workspaceRoot } from '../../workspace/src/layout/workspace-folders.ts';

/** A local cloud of its own in this process, and what tests use to reach it. */
export interface CloudUnderTest extends AsyncDisposable {
  readonly cloud: LocalCloud;
  readonly connection: RunningCloud;
  /** Waits until all work is done; retries and repeated deliveries that wait for a time happen at once. */
  rest(): Promise<void>;
}

/** Messages of a failed batch become visible again after at most this time (services' queues). */
const LONGEST_VISIBILITY_MILLIS = 250_000;
const STEP_MILLIS = 2_000;
const PATIENCE_MILLIS = 400;
const MAX_BUSY_MILLIS = 60_000;

/** Starts the packaged services with a new state. @param workspaceFolder the checkout whose services run */
export async function startCloud(workspaceFolder = workspaceRoot): Promise<CloudUnderTest> {
  process.env['TZ'] = 'UTC';
  const stateFolder = await mkdtemp(join(tmpdir(), 'tradewind-faults-'));
  const cloud = await startLocalCloud({ workspaceFolder, apiPort: 0, cloudPort: 0, stateFolder });
  const users = JSON.parse(
    await readFile(join(workspaceRoot, 'services/identity/local/users.json'), 'utf8'),
  ) as Parameters<typeof connectToCloud>[0]['users'];
  const { apiUrl, endpointUrl, credentials } = cloud;
  const connection = connectToCloud({ apiUrl, endpointUrl, credentials, stateFolder, users, controlUrl: '' });

  const unsentWebhooks = openUnsentWebhooks(stateFolder);

  /** Work that waits for a time, such as the retry of a task, waits for the clock. */
  async function settle(): Promise<void> {
    const startedAt = performance.now();
    for (;;) {
      const isSettled = await cloud.settled(PATIENCE_MILLIS).then(
        () => true,
        () => false,
      );
      if (isSettled && unsentWebhooks.count() === 0) return;
      if (performance.now() - startedAt > MAX_BUSY_MILLIS)
        throw new Error(`The local cloud is busy for more than ${MAX_BUSY_MILLIS / 1000} s.`);
      cloud.jumpClock(STEP_MILLIS);
    }
  }

  return {
    cloud,
    connection,
    async rest() {
      await settle();
      if (cloud.faults.injected().length === 0) return;
      cloud.jumpClock(LONGEST_VISIBILITY_MILLIS);
      await settle();
    },
    async [Symbol.asyncDispose]() {
      unsentWebhooks.close();
      await cloud.stop();
      await rm(stateFolder, { recursive: true, force: true });
    },
  };
}

import { mkdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { CorruptState } from '../../contract/corrupt-state.ts';
import type { DynamoDbEngine } from './dynamodb-engine.ts';
import { superviseProcess, type SupervisedProcess } from './supervised-process.ts';
import { freePort } from '../../../../workspace/src/network/free-port.ts';

export interface DynamoDbProcess {
  readonly port: number;
  readonly ended: SupervisedProcess['ended'];
  readonly kill: SupervisedProcess['kill'];
  stop(): Promise<void>;
}

// DynamoDB Local starts a Java virtual machine; dynoxide responds within 0.1 seconds.
const START_TIMEOUT_MS = 30_000;
// Another process may take the free port before the child process does.
const START_ATTEMPTS = 3;

/**
 * Starts the engine on a free port of 127.0.0.1 and waits until it responds.
 *
 * @throws CorruptState with the error output of the engine when it does not start.
 */
export async function startDynamoDbProcess({
  engine,
  folder,
}: {
  readonly engine: DynamoDbEngine;
  readonly folder: string;
}): Promise<DynamoDbProcess> {
  mkdirSync(folder, { recursive: true });
  let errorOutput = '';
  for (let attempt = 1; attempt <= START_ATTEMPTS; attempt++) {
    const port = await freePort();
    const child = superviseProcess(engine.command, engine.arguments({ port, folder }));
    const ended = new AbortController();
    const failure = await Promise.race([
      waitUntilReady(port, ended.signal),
      child.ended.finally(() => ended.abort()),
    ]);
    if (failure === undefined) {
      engine.maintain?.(folder);
      return { port, ...child };
    }
    await child.stop();
    errorOutput = failure.trim();
    if (!/already in use/i.test(errorOutput)) break;
  }
  throw new CorruptState(
    folder,
    `${engine.name} could not open ${engine.databaseFile(folder)}: ${errorOutput || 'the process ended without an error message'}`,
  );
}

async function waitUntilReady(port: number, ended: AbortSignal): Promise<string | undefined> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline && !ended.aborted) {
    const response = await fetch(`http://127.0.0.1:${port}/`).then(
      async (received) => received.arrayBuffer(),
      () => undefined,
    );
    if (response !== undefined) return undefined;
    await sleep(5);
  }
  return `no response within ${START_TIMEOUT_MS / 1000} seconds`;
}

import { mkdirSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { CorruptState } from '../../contract/corrupt-state.ts';
import type { DynamoDbEngine } from './dynamodb-engine.ts';
import { superviseProcess, type SupervisedProcess } from './supervised-process.ts';

export interface DynamoDbProcess {
  readonly port: number;
  readonly ended: SupervisedProcess['ended'];
  stop(): Promise<void>;
}

// DynamoDB Local starts a Java machine; dynoxide answers within a tenth of a second.
const START_TIMEOUT_MS = 30_000;
// A port is free when we look, and another process may take it before the child does.
const START_ATTEMPTS = 3;

/**
 * Starts the engine on a free port of 127.0.0.1 and waits until it answers.
 *
 * @throws CorruptState with what the engine said, when it does not come up.
 */
export async function startDynamoDbProcess({
  engine,
  folder,
}: {
  readonly engine: DynamoDbEngine;
  readonly folder: string;
}): Promise<DynamoDbProcess> {
  mkdirSync(folder, { recursive: true });
  let said = '';
  for (let attempt = 1; attempt <= START_ATTEMPTS; attempt++) {
    const port = await freePort();
    const child = superviseProcess(engine.command, engine.arguments({ port, folder }));
    const ended = new AbortController();
    const failure = await Promise.race([
      untilItAnswers(port, ended.signal),
      child.ended.finally(() => ended.abort()),
    ]);
    if (failure === undefined) {
      engine.tend?.(folder);
      return { port, ...child };
    }
    await child.stop();
    said = failure.trim();
    if (!/already in use/i.test(said)) break;
  }
  throw new CorruptState(
    folder,
    `${engine.name} could not open ${engine.databaseFile(folder)}: ${said || 'it ended without a word'}`,
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function untilItAnswers(port: number, ended: AbortSignal): Promise<string | undefined> {
  const giveUpAt = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < giveUpAt && !ended.aborted) {
    const answered = await fetch(`http://127.0.0.1:${port}/`).then(
      async (response) => response.arrayBuffer(),
      () => undefined,
    );
    if (answered !== undefined) return undefined;
    await sleep(5);
  }
  return `no answer within ${START_TIMEOUT_MS / 1000} seconds`;
}

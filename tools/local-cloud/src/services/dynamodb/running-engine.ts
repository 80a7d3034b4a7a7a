import type { DynamoDbEngine } from './dynamodb-engine.ts';
import { startDynamoDbProcess, type DynamoDbProcess } from './dynamodb-process.ts';

/** The engine, which is started again whenever its process ends. */
export interface RunningEngine {
  /** @returns the port once the process responds */
  port(): Promise<number> | number;
  /** Ends the process with SIGKILL. */
  kill(): void;
  stop(): Promise<void>;
}

interface Dependencies {
  readonly engine: DynamoDbEngine;
  readonly folder: string;
  readonly log: (line: string) => void;
  readonly start?: typeof startDynamoDbProcess;
  readonly now?: () => number;
}

/** A process that ends sooner than this after its start would only end again. */
const SHORTEST_LIFE_MILLIS = 1_000;

/**
 * Starts the engine and keeps it running.
 * @throws CorruptState with the error output of the engine if the first start fails
 */
export async function keepEngineRunning({
  engine,
  folder,
  log,
  start = startDynamoDbProcess,
  now = () => performance.now(),
}: Dependencies): Promise<RunningEngine> {
  let running = await start({ engine, folder });
  let restarting: Promise<number> | undefined;
  let isStopping = false;

  async function watch(watched: DynamoDbProcess): Promise<void> {
    const startedAt = now();
    const errorOutput = (await watched.ended).trim();
    if (isStopping) return;
    const reason = errorOutput === '' ? '' : `: ${errorOutput}`;
    if (now() - startedAt < SHORTEST_LIFE_MILLIS)
      return log(`dynamodb: the database process ended again${reason}. Restart \`npm start\`.`);
    log(`dynamodb: the database process ended${reason}. It is started again.`);
    restarting = restart();
    await restarting.catch((error: Error) => log(`dynamodb: ${error.message}`));
  }

  async function restart(): Promise<number> {
    running = await start({ engine, folder });
    restarting = undefined;
    if (isStopping) await running.stop();
    else void watch(running);
    return running.port;
  }

  void watch(running);
  return {
    port: () => restarting ?? running.port,
    kill: () => running.kill(),
    async stop() {
      isStopping = true;
      await restarting?.catch(() => {});
      await running.stop();
    },
  };
}

import { describe, expect, it } from '@jest/globals';
import { waitUntil } from '#libs/testing';
import type { DynamoDbEngine } from './dynamodb-engine.ts';
import type { DynamoDbProcess } from './dynamodb-process.ts';
import { keepEngineRunning } from './running-engine.ts';

/** Processes on the ports 1, 2, 3 …, of which the test ends one. */
function processes({ nowMillis = (): number => 0 } = {}) {
  const ends: ((output: string) => void)[] = [];
  const lines: string[] = [];
  const start = async (): Promise<DynamoDbProcess> => {
    const { promise: ended, resolve } = Promise.withResolvers<string>();
    ends.push(resolve);
    return { port: ends.length, ended, kill: () => resolve(''), stop: async () => resolve('') };
  };
  const running = keepEngineRunning({
    engine: {} as DynamoDbEngine,
    folder: '',
    log: (line) => void lines.push(line),
    start,
    now: nowMillis,
  });
  return { running, ends, lines };
}

describe('the database process', () => {
  it('is started again when it ends, and calls get the new port', async () => {
    let nowMillis = 0;
    const { running, lines } = processes({ nowMillis: () => nowMillis });
    const engine = await running;
    expect(await engine.port()).toBe(1);
    nowMillis = 5_000;
    engine.kill();
    await waitUntil(async () => ((await engine.port()) === 2 ? true : undefined));
    expect(lines).toEqual(['dynamodb: the database process ended. It is started again.']);
  });

  it('is not started again if it ends right after its start', async () => {
    const { running, ends, lines } = processes();
    const engine = await running;
    ends[0]!('disk full');
    await waitUntil(async () => (lines.length > 0 ? true : undefined));
    expect(lines).toEqual(['dynamodb: the database process ended again: disk full. Restart `npm start`.']);
    expect(await engine.port()).toBe(1);
  });

  it('is not started again after it was stopped', async () => {
    let nowMillis = 0;
    const { running, ends, lines } = processes({ nowMillis: () => nowMillis });
    const engine = await running;
    nowMillis = 5_000;
    await engine.stop();
    expect(ends).toHaveLength(1);
    expect(lines).toEqual([]);
  });
});

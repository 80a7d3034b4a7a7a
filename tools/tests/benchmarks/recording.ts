import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from './median.ts';
import { purchaseRate } from './purchases.ts';
import { requestRate } from './request-rate.ts';

// Two systems run at the same time and are measured in turn, so that noise of the machine meets both.
const PAIRS = 7;
const product = `prd_${'1'.padStart(36, '0')}`;

interface System {
  readonly apiUrl: string;
  memory(): Promise<{ readonly heapBytes: number; readonly traces: number }>;
  stop(): Promise<void>;
}

const folder = await mkdtemp(join(tmpdir(), 'tradewind-recording-'));
const systems: System[] = [];
try {
  const on = await start('on');
  const off = await start('off');
  await measureRate('GET /catalog/products/{id}', on, off, ({ apiUrl }) =>
    requestRate(`${apiUrl}/catalog/products/${product}`),
  );
  await measureRate('purchases, eight customers at a time', on, off, ({ apiUrl }) => purchaseRate(apiUrl));
  await measureMemory(on, off);
} finally {
  for (const system of systems) await system.stop();
  await rm(folder, { recursive: true, force: true });
}

async function measureRate(
  what: string,
  on: System,
  off: System,
  rate: (system: System) => Promise<number>,
): Promise<void> {
  for (const system of [on, off]) await rate(system);
  const pairs: { readonly on: number; readonly off: number }[] = [];
  for (let pair = 0; pair < PAIRS; pair += 1) {
    // The order alternates: the second of two runs may profit from the first.
    if (pair % 2 === 0) pairs.push({ on: await rate(on), off: await rate(off) });
    else {
      const withoutRecording = await rate(off);
      pairs.push({ on: await rate(on), off: withoutRecording });
    }
  }
  const ratios = pairs.map((pair) => pair.on / pair.off);
  const percent = (ratio: number) => `${(ratio * 100).toFixed(1)} %`;
  console.log(`${what}: with recording ${percent(median(ratios))} of the rate without`);
  console.log(
    `  pairs ${ratios.map(percent).join(', ')}; ${median(pairs.map((pair) => pair.on)).toFixed(1)} /s with, ${median(pairs.map((pair) => pair.off)).toFixed(1)} /s without`,
  );
}

/** The requests above filled the trace list. */
async function measureMemory(on: System, off: System): Promise<void> {
  const [recorded, unrecorded] = [await on.memory(), await off.memory()];
  const megabytes = (recorded.heapBytes - unrecorded.heapBytes) / 1024 / 1024;
  console.log(
    `heap of ${recorded.traces} traces, against a system without recording: ${megabytes.toFixed(1)} MB`,
  );
}

async function start(recording: 'on' | 'off'): Promise<System> {
  const child = fork(join(import.meta.dirname, 'recording-cloud.ts'), [join(folder, recording), recording], {
    execArgv: ['--expose-gc'],
  });
  const { apiUrl } = await message<{ apiUrl: string }>(child);
  const system: System = {
    apiUrl,
    memory() {
      child.send('memory');
      return message(child);
    },
    async stop() {
      if (child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.send('stop');
      await ended;
    },
  };
  systems.push(system);
  return system;
}

/** @throws Error if the process ends instead */
async function message<Message>(child: ChildProcess): Promise<Message> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The system ended with ${code}.`);
  });
  const [value] = (await Promise.race([once(child, 'message'), ended])) as [Message];
  ended.catch(() => {});
  return value;
}

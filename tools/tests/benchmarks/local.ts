import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { printFigure, printHeader } from './harness/header.ts';
import { median, medianOf } from './harness/median.ts';
import { memoryOfTree } from './harness/process-memory.ts';
import { PURCHASES, purchaseRate } from './purchases.ts';
import { processorSeconds } from './local/processor-time.ts';
import { measureRush } from './local/rush.ts';
import { measureThroughput } from './local/throughput.ts';
import { reloadMilliseconds } from './reload-time.ts';
import { type Report, withProgress } from '../../workspace/src/cli/progress/progress.ts';
import { startSystem } from '../../local-cloud/src/testing/started-system.ts';

/**
 * Measures the local cloud: start, memory, requests and purchases per second, a rush on a scarce product, and reload of an
 * edited handler. `-- --only throughput,rush` measures only these parts.
 */

// The median of five runs: the machines this runs on are shared and noisy.
const RUNS = 5;
const IDLE_MILLISECONDS = 15_000;
const PARTS = ['start', 'memory', 'throughput', 'purchases', 'rush', 'reload'] as const;
type Part = (typeof PARTS)[number];
const product = `prd_${'1'.padStart(36, '0')}`;

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`;

const parts = readParts();
printHeader();

const stateFolder = await mkdtemp(join(tmpdir(), 'tradewind-bench-'));
try {
  if (parts.has('start')) await measureStarts();
  await withProgress('Requests, purchases and edits', measureRunning);
} finally {
  await rm(stateFolder, { recursive: true, force: true });
}

/** @throws Error for an unknown part */
function readParts(): ReadonlySet<Part> {
  const { only } = parseArgs({ options: { only: { type: 'string' } } }).values;
  if (only === undefined) return new Set(PARTS);
  return new Set(
    only.split(',').map((name) => {
      const part = PARTS.find((each) => each === name);
      if (part === undefined) throw new Error(`There is no part ${name}. The parts are ${PARTS.join(', ')}.`);
      return part;
    }),
  );
}

async function measureStarts(): Promise<void> {
  const first = await withProgress('Start on an empty state', () => startSystem(stateFolder));
  printFigure('start on an empty state', seconds(first.readyMilliseconds));
  await first.stop();

  const starts: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const system = await startSystem(stateFolder);
    starts.push(system.readyMilliseconds);
    await system.stop();
  }
  printFigure('start after a first run', seconds(median(starts)));
}

async function measureRunning(report: Report): Promise<void> {
  report('starting');
  const system = await startSystem(stateFolder);
  const { apiUrl, pid, stop } = system;
  const measure = async (part: Part, description: string, work: () => Promise<void>) => {
    if (!parts.has(part)) return;
    report(description);
    await work();
  };
  try {
    await measure('memory', 'waiting until the system is idle', async () => {
      await new Promise((resolve) => setTimeout(resolve, IDLE_MILLISECONDS));
      printFigure('memory of all processes, idle', `${memoryOfTree(pid)} MB`);
    });
    await measure('throughput', 'sending requests', () => measureThroughput(system, RUNS));
    await measure('purchases', 'buying', async () => {
      const cpuSeconds: number[] = [];
      const rate = await medianOf(RUNS, async () => {
        const before = processorSeconds(pid);
        const perSecond = await purchaseRate(apiUrl);
        cpuSeconds.push((processorSeconds(pid) - before) / PURCHASES);
        return perSecond;
      });
      printFigure('purchases, eight customers at a time', `${rate.toFixed(1)} /s`);
      printFigure('  CPU time of one purchase', `${Math.round(median(cpuSeconds) * 1000)} ms`);
    });
    await measure('rush', 'buying a scarce product', () => measureRush(apiUrl, stateFolder));
    await measure('reload', 'editing a handler', async () => {
      const reload = await medianOf(RUNS, () => reloadMilliseconds(apiUrl, `/inventory/stock/${product}`));
      printFigure('edit of a handler to its new answer', `${Math.round(reload)} ms`);
    });
  } finally {
    await stop();
  }
}

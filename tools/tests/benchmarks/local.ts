import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printFigure, printHeader } from './harness/header.ts';
import { median, medianOf } from './harness/median.ts';
import { memoryOfTree } from './harness/process-memory.ts';
import { purchaseRate } from './purchases.ts';
import { reloadMilliseconds } from './reload-time.ts';
import { bareServerRate, requestRate } from './request-rate.ts';
import { type Report, withProgress } from '../../workspace/src/cli/progress/progress.ts';
import { startSystem } from '../../local-cloud/src/testing/started-system.ts';

/** Measures the local cloud: start, memory, requests and purchases per second, and reload of an edited handler. */

// The median of five runs: the machines this runs on are shared and noisy.
const RUNS = 5;
const product = `prd_${'1'.padStart(36, '0')}`;

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`;

printHeader();

const stateFolder = await mkdtemp(join(tmpdir(), 'tradewind-bench-'));
try {
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
  await withProgress('Requests, purchases and edits', measureRunning);
} finally {
  await rm(stateFolder, { recursive: true, force: true });
}

async function measureRunning(report: Report): Promise<void> {
  report('starting');
  const { apiUrl, pid, stop } = await startSystem(stateFolder);
  try {
    report('waiting until the system is idle');
    await new Promise((resolve) => setTimeout(resolve, 15_000));
    printFigure('memory of all processes, idle', `${memoryOfTree(pid)} MB`);

    report('sending requests');
    const url = `${apiUrl}/catalog/products/${product}`;
    const body = await (await fetch(url)).text();
    await requestRate(url);
    const rates: number[] = [];
    const ratios: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      const rate = await requestRate(url);
      rates.push(rate);
      ratios.push(rate / (await bareServerRate(body)));
    }
    printFigure('GET /catalog/products/{id}', `${Math.round(median(rates))} requests/s`);
    printFigure(
      '  against a bare Node server with the same answer',
      `${(median(ratios) * 100).toFixed(1)} %`,
    );

    report('buying');
    printFigure(
      'purchases, eight customers at a time',
      `${(await medianOf(RUNS, () => purchaseRate(apiUrl))).toFixed(1)} /s`,
    );
    report('editing a handler');
    const reload = await medianOf(RUNS, () => reloadMilliseconds(apiUrl, `/inventory/stock/${product}`));
    printFigure('edit of a handler to its new answer', `${Math.round(reload)} ms`);
  } finally {
    await stop();
  }
}

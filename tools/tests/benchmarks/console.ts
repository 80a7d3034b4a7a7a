import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { buildSites } from '../../local-cloud/src/boot/packaging/build-sites.ts';
import { startSystem, type StartedSystem } from '../../local-cloud/src/testing/started-system.ts';
import { workspaceRoot } from '../../workspace/src/layout/workspace-folders.ts';
import { withProgress } from '../../workspace/src/cli/progress/progress.ts';
import { findChromium } from '../browser/harness/find-chromium.ts';
import { printFigure, printHeader } from './harness/header.ts';
import { median } from './harness/median.ts';
import { memoryOfTree } from './harness/process-memory.ts';
import { requestRate } from './request-rate.ts';

/**
 * Measures what the console costs the local cloud, how soon its first page shows content, and how smoothly the log list scrolls. The baseline
 * is the same system without the console, in turns.
 */

const RUNS = 5;
const TRACES = 1000;
/** As many as the list shows; a request logs one. */
const LINES = 10_000;
const AT_ONCE = 20;
const product = `prd_${'1'.padStart(36, '0')}`;
const productOf = ({ apiUrl }: StartedSystem) => `${apiUrl}/catalog/products/${product}`;

printHeader();

await withProgress('Build the sites', () => buildSites({ workspaceFolder: workspaceRoot }));
await using systems = new AsyncDisposableStack();
const start = async (flags: readonly string[]): Promise<StartedSystem> => {
  const stateFolder = await mkdtemp(join(tmpdir(), 'tradewind-bench-'));
  systems.defer(() => rm(stateFolder, { recursive: true, force: true }));
  const system = await startSystem(stateFolder, ['--no-watch', ...flags]);
  systems.defer(() => system.stop());
  return system;
};
const withConsole = await withProgress('Start with the console', () => start([]));
const without = await withProgress('Start without it', () => start(['--no-console']));

const idle = async () => {
  await new Promise((resolve) => setTimeout(resolve, 30_000));
  return memoryOfTree(withConsole.pid) - memoryOfTree(without.pid);
};
printFigure('memory that the console adds, idle after the start', `${await idle()} MB`);

for (const system of [withConsole, without])
  for (let sent = 0; sent < TRACES; sent++) await (await fetch(productOf(system))).arrayBuffer();
printFigure(`memory that it adds, idle with ${TRACES} traces`, `${await idle()} MB`);

const ratios: number[] = [];
for (let run = 0; run < RUNS; run++) {
  const observed = await requestRate(productOf(withConsole));
  ratios.push(observed / (await requestRate(productOf(without))));
}
printFigure('requests a second, with against without the console', `${median(ratios).toFixed(2)}`);

const contents: number[] = [];
for (let run = 0; run < RUNS; run++)
  contents.push(await firstContentMillis(`${withConsole.consoleUrl}/traces`));
printFigure(`first content of the list of ${TRACES} traces`, `${Math.round(median(contents))} ms`);

for (let sent = 0; sent < LINES; sent += AT_ONCE)
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => (await fetch(productOf(withConsole))).arrayBuffer()),
  );
const { lines, frameMillis } = await scrollLogLines(`${withConsole.consoleUrl}/traces/logs`);
printFigure(`frames while scrolling ${lines} log lines`, `${frameMillis.toFixed(0)} ms`);

/** The median time between two frames while the list of log lines is scrolled. */
async function scrollLogLines(url: string): Promise<{ lines: number; frameMillis: number }> {
  await using browser = await openBrowser();
  const page = await browser.newPage();
  await page.goto(url);
  const list = page.getByRole('listbox', { name: 'Log lines' });
  await list.getByRole('option').first().waitFor();
  // The list renders only the rows in view, and its accessible rows say how many there are.
  const count = await list
    .getByRole('option')
    .first()
    .evaluate((row) => Number(row.ariaSetSize));
  const frames = await list.evaluate(async (element, pixels) => {
    const times: number[] = [];
    for (let frame = 0; frame < 120; frame++) {
      element.scrollBy({ top: pixels });
      times.push(await new Promise<number>(requestAnimationFrame));
    }
    return times;
  }, 400);
  return { lines: count, frameMillis: median(frames.slice(1).map((at, index) => at - frames[index]!)) };
}

/** From the navigation to the first row of the list, in a browser without a cache. */
async function firstContentMillis(url: string): Promise<number> {
  await using browser = await openBrowser();
  const page = await browser.newPage();
  const startedAt = performance.now();
  await page.goto(url, { waitUntil: 'commit' });
  await page.locator('[data-index="0"]').waitFor();
  return performance.now() - startedAt;
}

function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox', '--disable-gpu'] });
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startLocalCloud } from '../../local-cloud/src/boot/local-cloud.ts';
import { withProgress } from '../../workspace/src/cli/progress/progress.ts';
import { workspaceRoot } from '../../workspace/src/layout/workspace-folders.ts';
import { printHeader } from './harness/header.ts';
import { median } from './harness/median.ts';
import { findExcesses, readBudget, toBudget, writeBudget } from './purchase-cost/budget.ts';
import { measurePurchases } from './purchase-cost/measure-purchases.ts';
import { reportLines } from './purchase-cost/report.ts';
import { total } from './purchase-cost/usage.ts';

/**
 * What one purchase of three lines uses of AWS, and what 1,000 of them cost. Everything is counted in the recorded traces of
 * a local cloud, from the first request until nothing is left to do. Usage: npm run bench:purchase [-- --record]
 */
const { values } = parseArgs({ options: { record: { type: 'boolean', default: false } } });
const PURCHASES = 5;
// Calls that do not wait for each other overlap when each takes this long.
const SLOW_CALL_MILLIS = 25;

printHeader();
const stateFolder = await mkdtemp(join(tmpdir(), 'tradewind-purchase-'));
await using cleanup = new AsyncDisposableStack();
cleanup.defer(() => rm(stateFolder, { recursive: true }));
const cloud = await withProgress('Start a local cloud', () =>
  startLocalCloud({ workspaceFolder: workspaceRoot, apiPort: 0, cloudPort: 0, stateFolder }),
);
cleanup.defer(() => cloud.stop());

const measured = {
  apiUrl: cloud.apiUrl,
  settled: () => cloud.settled(),
  spans: (correlationId: string) => cloud.activity.trace(correlationId)?.spans ?? [],
};
const usages = await withProgress(`Buy ${PURCHASES} times`, () => measurePurchases(measured, PURCHASES));
cloud.faults.use({ rules: [{ call: '*', fault: 'slow', delayMillis: SLOW_CALL_MILLIS }] });
const slowUsages = await withProgress('Buy while each call takes longer', () =>
  measurePurchases(measured, PURCHASES),
);
const used = { ...toBudget(usages), callsInSeries: toBudget(slowUsages).callsInSeries };
// The purchase that was disturbed the least.
const [typical] = usages.toSorted((a, b) => total(a.invocations) - total(b.invocations));
for (const line of reportLines({ ...typical!, ...used })) console.log(line);
const waits = usages.map(({ waitAfterOutcome }) => waitAfterOutcome.millis);
const millis = (amount: number) => `${Math.round(amount)} ms`;
console.log(
  `response of Prefer: wait after the outcome, median and maximum: ${millis(median(waits))}, ${millis(Math.max(...waits))}`,
);

if (values.record) await writeBudget(used);
const excesses = findExcesses(used, await readBudget());
for (const excess of excesses) console.log(`Above the recorded budget: ${excess}.`);
if (excesses.length > 0) process.exitCode = 1;

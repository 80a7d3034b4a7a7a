import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Span } from '../../local-cloud/src/contract/activity.ts';
import { findExcesses, readBudget, toBudget } from '../benchmarks/purchase-cost/budget.ts';
import { measurePurchases } from '../benchmarks/purchase-cost/measure-purchases.ts';
import { reportLines } from '../benchmarks/purchase-cost/report.ts';
import type { Usage } from '../benchmarks/purchase-cost/usage.ts';
import { cloud } from './shop.ts';

describe('a purchase of three lines', () => {
  let usages: readonly Usage[] = [];
  beforeAll(async () => {
    const spans = async (correlationId: string) => {
      const trace = (await cloud.trace(correlationId)) as { readonly spans?: readonly Span[] };
      return trace.spans ?? [];
    };
    usages = await measurePurchases({ apiUrl: cloud.apiUrl, settled: cloud.settled, spans }, 3);
  });

  it('stays within its recorded budget', async () => {
    // Without the delays of the benchmark, calls that do not wait for each other need not overlap.
    const used = { ...toBudget(usages), callsInSeries: 0 };
    process.stdout.write(`${reportLines({ ...usages.at(-1)!, ...toBudget(usages) }).join('\n')}\n`);
    // To change the budget: npm run bench:purchase -- --record
    expect(findExcesses(used, await readBudget())).toEqual([]);
  });

  it('is answered by the first read after its outcome', () => {
    const reads = usages.map(({ waitAfterOutcome }) => waitAfterOutcome.reads);
    // A read can be in progress when the order ends, and an eventually consistent read can miss the outcome.
    expect(Math.min(...reads)).toBeLessThanOrEqual(1);
  });
});

import { describe, expect, it } from '@jest/globals';
import { runHistory } from './history.ts';
import { runHistories } from '../run-histories.ts';

// About half a minute of one processor. `npm run simulate` runs any number.
const SAMPLE = 250;

describe('histories', () => {
  it('are the same each time for the same seed', async () => {
    const seed = 8;
    const first = await runHistory({ seed });
    expect(first.faults.length).toBeGreaterThan(10);
    for (let repetition = 2; repetition <= 10; repetition++) {
      const { traceHash, trace } = await runHistory({ seed });
      expect(trace).toEqual(first.trace);
      expect(traceHash).toBe(first.traceHash);
    }
  });

  it('are the same when their parts and faults are given', async () => {
    const { actors, faults, traceHash } = await runHistory({ seed: 23 });
    expect((await runHistory({ seed: 23, actors, faults })).traceHash).toBe(traceHash);
  });

  it('differ from seed to seed', async () => {
    const hashes = new Set<string>();
    for (const seed of [1, 2, 3]) hashes.add((await runHistory({ seed })).traceHash);
    expect(hashes.size).toBe(3);
  });

  it('violate no invariant', async () => {
    const { failures, orders, faults } = await runHistories({ firstSeed: 1, histories: SAMPLE });
    expect(failures).toEqual([]);
    expect(orders).toBeGreaterThan(SAMPLE);
    expect(faults).toBeGreaterThan(10 * SAMPLE);
  });
});

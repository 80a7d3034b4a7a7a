import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { StreamRecord } from '../../../contract/table-streams.ts';
import { afterFailure } from './stream-batch.ts';

const recordsOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ eventID: String(index) }) as StreamRecord);

describe('afterFailure', () => {
  it('retries the same batch', () => {
    const records = recordsOf(2);
    expect(afterFailure({ records, retries: 1 }, { failedAt: 0, bisects: false })).toEqual([
      { records, retries: 2 },
    ]);
  });

  it('halves a batch without counting a retry', () => {
    const records = recordsOf(3);
    expect(afterFailure({ records, retries: 1 }, { failedAt: 0, bisects: true })).toEqual([
      { records: records.slice(0, 2), retries: 1 },
      { records: records.slice(2), retries: 1 },
    ]);
  });

  it('keeps all records from the failed one on, in order, in batches that are not empty', () => {
    const anyBatch = fc.integer({ min: 1, max: 50 }).chain((count) =>
      fc.record({
        count: fc.constant(count),
        failedAt: fc.nat(count - 1),
        bisects: fc.boolean(),
        retries: fc.nat(5),
      }),
    );
    fc.assert(
      fc.property(anyBatch, ({ count, failedAt, bisects, retries }) => {
        const records = recordsOf(count);
        const left = afterFailure({ records, retries }, { failedAt, bisects });
        expect(left.flatMap((batch) => batch.records)).toEqual(records.slice(failedAt));
        expect(left.every((batch) => batch.records.length > 0)).toBe(true);
      }),
    );
  });

  it('isolates a record that always fails after enough halvings', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), (count) => {
        let batches: ReturnType<typeof afterFailure> = [{ records: recordsOf(count), retries: 0 }];
        let halvings = 0;
        while ((batches[0]?.records.length ?? 0) > 1) {
          const [first, ...later] = batches;
          batches = [...afterFailure(first!, { failedAt: 0, bisects: true }), ...later];
          halvings++;
        }
        expect(halvings).toBeLessThanOrEqual(Math.ceil(Math.log2(count)));
      }),
    );
  });
});

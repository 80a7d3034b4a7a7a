import type { StreamRecord } from '../../../contract/table-streams.ts';

/** A batch and the number of its retries. */
export interface StreamBatch {
  readonly records: readonly StreamRecord[];
  readonly retries: number;
}

/**
 * Returns the batches that remain after the record at the index failed, in order. The records before it are done.
 * With bisecting, a batch without progress is split in halves, which does not count as a retry:
 * https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 */
export function afterFailure(
  { records, retries }: StreamBatch,
  { failedAt, bisects }: { readonly failedAt: number; readonly bisects: boolean },
): readonly StreamBatch[] {
  const left = records.slice(failedAt);
  if (failedAt > 0) return [{ records: left, retries: 0 }];
  if (!bisects || left.length === 1) return [{ records: left, retries: retries + 1 }];
  const middle = Math.ceil(left.length / 2);
  return [left.slice(0, middle), left.slice(middle)].map((half) => ({ records: half, retries }));
}

import type { StreamRecord } from '../../../contract/table-streams.ts';

/** A batch on its way to the function, with how often it was tried again. */
export interface StreamBatch {
  readonly records: readonly StreamRecord[];
  readonly retries: number;
}

/**
 * What is left to do of a batch whose record at the index failed, in order: the records before it are done.
 * With bisecting, a batch that got nowhere is tried in halves, which is no retry:
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

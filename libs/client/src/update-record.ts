import { isProblem } from './errors/tradewind-problem.ts';
import type { ApiPromise } from './results/api-promise.ts';

interface RecordAccess<Data, Result> {
  readonly get: () => ApiPromise<Data>;
  /** Writes the change with `ifMatch: etag`; returns undefined if nothing has to change. */
  readonly change: (current: Data, etag: string | undefined) => PromiseLike<Result> | undefined;
  readonly maxAttempts?: number;
}

const DEFAULT_MAX_ATTEMPTS = 5;

/**
 * Reads a record and changes that version of it. If another request changed the record in between, it repeats both, so that
 * no change is lost.
 *
 * ```ts
 * await updateRecord({
 *   get: () => client.catalog.getProduct(productId),
 *   change: ({ title }, ifMatch) => client.catalog.changeProduct(productId, { title: `${title}!` }, { ifMatch }),
 * });
 * ```
 *
 * @throws TradewindProblem `record.changed` if every attempt was too late, and any other error of the calls
 */
export async function updateRecord<Data, Result>({
  get,
  change,
  maxAttempts = DEFAULT_MAX_ATTEMPTS,
}: RecordAccess<Data, Result>): Promise<Result | undefined> {
  for (let attempt = 1; ; attempt++) {
    const { data, etag } = await get().withResponse();
    try {
      return await change(data, etag);
    } catch (error) {
      if (attempt >= maxAttempts || !isProblem(error, 'record.changed')) throw error;
    }
  }
}

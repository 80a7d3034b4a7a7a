import fc, { type Arbitrary } from 'fast-check';
import type { FuzzRequest } from './requests.ts';
import type { Send } from './send.ts';

/** What a fuzz run found. */
export interface FuzzResult {
  readonly countByStatus: ReadonlyMap<number, number>;
  /** The shortest request with a 5xx, or with no answer; undefined if there is none. */
  readonly failure: FuzzRequest | undefined;
}

interface FuzzOptions {
  readonly requests: Arbitrary<FuzzRequest>;
  readonly send: Send;
  readonly inputs: number;
  /** The same seed generates the same requests. */
  readonly seed: number;
}

/** Sends generated requests one after another until one fails, and then shrinks that request. */
export async function runFuzz({ requests, send, inputs, seed }: FuzzOptions): Promise<FuzzResult> {
  const countByStatus = new Map<number, number>();
  const property = fc.asyncProperty(requests, async (request) => {
    const status = await send(request).catch(() => NO_ANSWER);
    countByStatus.set(status, (countByStatus.get(status) ?? 0) + 1);
    if (isFailure(status)) throw new Error(`answered ${status}`);
  });
  const { counterexample } = await fc.check(property, { numRuns: inputs, seed });
  return { countByStatus, failure: counterexample?.[0] };
}

const NO_ANSWER = 599;

const isFailure = (status: number): boolean => status >= 500;

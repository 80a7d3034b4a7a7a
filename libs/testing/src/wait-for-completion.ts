import { randomUUID } from 'node:crypto';
import { waitUntil } from './wait-until.ts';

/** The longest wait that checkout accepts. */
const WAIT_SECONDS = 10;

interface CompletionOptions {
  readonly idempotencyKey: string;
  readonly waitSeconds: number;
}

/**
 * Completes a checkout session and waits until the order succeeds or fails. Repeats the request with the same key, because
 * on a busy machine one wait may be too short.
 *
 * @param complete  sends the request with the options
 * @returns the outcome
 * @throws Error when the session does not complete within the timeout of {@link waitUntil}
 */
export const waitForCompletion = <Attempt extends { readonly status: string }>(
  complete: (options: CompletionOptions) => PromiseLike<Attempt>,
  idempotencyKey: string = randomUUID(),
): Promise<Attempt> =>
  waitUntil(async () => {
    const attempt = await complete({ idempotencyKey, waitSeconds: WAIT_SECONDS });
    return attempt.status === 'completing' ? undefined : attempt;
  });

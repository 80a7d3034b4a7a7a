import { randomUUID } from 'node:crypto';
import type { ApiResponse } from './running-cloud.ts';
import { waitUntil } from './wait-until.ts';

/**
 * Completes a checkout session and waits until the order succeeds or fails. Repeats the request with the same key, because
 * on a busy machine one `Prefer: wait` may be too short.
 *
 * @param complete  sends the request with an idempotency key and `Prefer: wait`
 * @returns the final response
 * @throws Error when the session does not complete within the timeout of {@link waitUntil}
 */
export const waitForCompletion = (
  complete: (key: string) => Promise<ApiResponse>,
  key: string = randomUUID(),
): Promise<ApiResponse> =>
  waitUntil(async () => {
    const response = await complete(key);
    return response.body.status === 'completing' ? undefined : response;
  });

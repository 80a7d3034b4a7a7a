import { randomUUID } from 'node:crypto';
import type { ApiResponse } from './running-cloud.ts';
import { waitUntil } from './wait-until.ts';

/**
 * Completes a session and waits for the end of its purchase, well or badly. The same key asks for the same attempt: a busy
 * machine may need more than one wait.
 *
 * @param complete  asks for the end under a key, with `Prefer: wait`
 * @throws Error where the purchase does not end within the time of {@link until}
 */
export const waitForCompletion = (
  complete: (key: string) => Promise<ApiResponse>,
  key: string = randomUUID(),
): Promise<ApiResponse> =>
  waitUntil(async () => {
    const answer = await complete(key);
    return answer.body.status === 'completing' ? undefined : answer;
  });

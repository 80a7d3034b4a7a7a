import { AppError } from '#libs/errors';
import type { Idempotency, Reply } from '#libs/lambda';

interface Attempt {
  readonly payload: string;
  reply?: Reply;
}

/** {@link Idempotency} in memory; it passes the same contract test as the table. */
export function replayOnce(): Idempotency {
  const attempts = new Map<string, Attempt>();
  return {
    async once({ scope, key, payload }, _remainingMilliseconds, work) {
      const id = JSON.stringify([scope, key]);
      const earlier = attempts.get(id);
      if (earlier && earlier.payload !== JSON.stringify(payload))
        throw new AppError('unprocessable', 'idempotency.key-reused');
      if (earlier && !earlier.reply)
        throw new AppError('conflict', 'idempotency.in-progress', { retryAfterSeconds: 1 });
      if (earlier?.reply) return earlier.reply;

      const attempt: Attempt = { payload: JSON.stringify(payload) };
      attempts.set(id, attempt);
      try {
        attempt.reply = await work();
        return attempt.reply;
      } catch (error) {
        attempts.delete(id);
        throw error;
      }
    },
  };
}

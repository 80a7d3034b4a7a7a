import { randomBytes } from 'node:crypto';
import { AppError } from '#libs/errors';
import type { Idempotency, Origin, Reply } from '#libs/lambda';
import { newId } from '#libs/models';

interface Attempt {
  readonly payload: string;
  readonly origin: Origin;
  isAtWork: boolean;
  reply?: Reply;
}

/** {@link Idempotency} in memory; it passes the same contract test as the table. */
export function inMemoryIdempotency(): Idempotency {
  const attempts = new Map<string, Attempt>();
  return {
    async once({ scope, key, payload }, _remainingMilliseconds, work) {
      const id = JSON.stringify([scope, key]);
      const earlier = attempts.get(id);
      if (earlier && earlier.payload !== JSON.stringify(payload))
        throw new AppError('unprocessable', 'idempotency.key-reused');
      if (earlier?.isAtWork)
        throw new AppError('conflict', 'idempotency.in-progress', { retryAfterSeconds: 1 });
      if (earlier?.reply) return earlier.reply;

      const attempt: Attempt = earlier ?? {
        payload: JSON.stringify(payload),
        origin: newOrigin(),
        isAtWork: false,
      };
      attempts.set(id, attempt);
      attempt.isAtWork = true;
      try {
        attempt.reply = await work(attempt.origin);
        return attempt.reply;
      } catch (error) {
        if (error instanceof AppError && error.kind !== 'unavailable') attempts.delete(id);
        throw error;
      } finally {
        attempt.isAtWork = false;
      }
    },
  };
}

function newOrigin(): Origin {
  const [at, bytes] = [new Date(), randomBytes(26)];
  return { at, newId: (prefix) => newId(prefix, at.getTime(), bytes) };
}

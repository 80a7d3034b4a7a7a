import { randomBytes } from 'node:crypto';
import { AppError } from '#libs/errors';
import type { Idempotency, Origin, Reply } from '#libs/lambda';
import { newId } from '#libs/models';

interface Attempt {
  readonly payload: string;
  readonly origin: Origin;
  isInProgress: boolean;
  reply?: Reply;
}

/** Creates an {@link Idempotency} in memory. It passes the same contract test as `dynamoDbIdempotency`. */
export function inMemoryIdempotency(): Idempotency {
  const attempts = new Map<string, Attempt>();
  return {
    async once({ scope, key, payload }, _remainingMilliseconds, work) {
      const id = JSON.stringify([scope, key]);
      const earlier = attempts.get(id);
      if (earlier && earlier.payload !== JSON.stringify(payload))
        throw new AppError('unprocessable', 'idempotency.key-reused');
      if (earlier?.isInProgress)
        throw new AppError('conflict', 'idempotency.in-progress', { retryAfterSeconds: 1 });
      if (earlier?.reply) return earlier.reply;

      const attempt: Attempt = earlier ?? {
        payload: JSON.stringify(payload),
        origin: newOrigin(),
        isInProgress: false,
      };
      attempts.set(id, attempt);
      attempt.isInProgress = true;
      try {
        attempt.reply = await work(attempt.origin);
        return attempt.reply;
      } catch (error) {
        if (error instanceof AppError && error.kind !== 'unavailable') attempts.delete(id);
        throw error;
      } finally {
        attempt.isInProgress = false;
      }
    },
  };
}

function newOrigin(): Origin {
  const [at, bytes] = [new Date(), randomBytes(26)];
  return { at, newId: (prefix) => newId(prefix, at.getTime(), bytes) };
}

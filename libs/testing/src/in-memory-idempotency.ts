import { AppError } from '#libs/errors';
import type { Idempotency, Origin, Reply } from '#libs/lambda';
import { newId } from '#libs/models';
import { surroundings } from '#libs/surroundings';

interface Attempt {
  readonly payload: string;
  readonly origin: Origin;
  /** Milliseconds since 1970. A request that crashed blocks its key no longer than it could have run. */
  inProgressUntil: number;
  reply?: Reply;
}

// As on DynamoDB.
const RETENTION_MILLISECONDS = 24 * 60 * 60 * 1000;

/** Creates an {@link Idempotency} in memory. It passes the same contract test as `dynamoDbIdempotency`. */
export function inMemoryIdempotency(now: () => number = Date.now): Idempotency {
  const attempts = new Map<string, Attempt>();
  const findEarlier = (id: string) => {
    const earlier = attempts.get(id);
    return earlier && earlier.origin.at.getTime() + RETENTION_MILLISECONDS > now() ? earlier : undefined;
  };
  return {
    async once({ scope, key, payload }, remainingMilliseconds, work) {
      const id = JSON.stringify([scope, key]);
      const earlier = findEarlier(id);
      if (earlier && earlier.payload !== JSON.stringify(payload))
        throw new AppError('unprocessable', 'idempotency.key-reused');
      if (earlier?.reply) return earlier.reply;
      if (earlier && earlier.inProgressUntil >= now())
        throw new AppError('conflict', 'idempotency.in-progress', { retryAfterSeconds: 1 });

      const attempt: Attempt = earlier ?? {
        payload: JSON.stringify(payload),
        origin: newOrigin(now()),
        inProgressUntil: 0,
      };
      attempts.set(id, attempt);
      attempt.inProgressUntil = now() + remainingMilliseconds;
      try {
        attempt.reply = await work(attempt.origin);
        return attempt.reply;
      } catch (error) {
        if (error instanceof AppError && error.kind !== 'unavailable') attempts.delete(id);
        attempt.inProgressUntil = 0;
        throw error;
      }
    },
  };
}

function newOrigin(at: number): Origin {
  const bytes = surroundings().randomBytes(26);
  return { at: new Date(at), newId: (prefix) => newId(prefix, at, bytes) };
}

import { createHash } from 'node:crypto';
import { AppError } from '#libs/errors';
import { documentClient, existingItem } from '#libs/gateways';
import type { DynamoDbClient } from '#libs/aws';
import type { PutCommandInput } from '@aws-sdk/lib-dynamodb';
import { canonicalJson } from './canonical-json.ts';
import { newOrigin, toOrigin, type StoredOrigin, type Origin } from './origin.ts';
import type { Reply } from './reply.ts';
import { openReply, sealReply } from './sealed-reply.ts';

/** Identifies a request, to recognize its repetitions. */
export interface IdempotentRequest {
  /** The caller's identity and the route: the same key with another scope is another request. */
  readonly scope: string;
  /** The `Idempotency-Key` header. */
  readonly key: string;
  /** The path parameters and body, which must be the same in a repetition; the order of keys does not matter. */
  readonly payload: unknown;
}

/**
 * Executes each request once and replays its reply to repetitions.
 * https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/
 */
export interface Idempotency {
  /**
   * Returns the stored reply of a repetition, or the reply of `work`.
   *
   * An error is not stored: a repetition executes `work` again. After an expected error it does so with a new origin.
   * After any other error, an `unavailable` one or a crash, the work may be partly done: the repetition has the same origin.
   *
   * @param remainingMilliseconds  how long the function can still run; a crashed request blocks its key no longer
   * @throws AppError unprocessable `idempotency.key-reused` when the payload differs from the first request
   * @throws AppError conflict `idempotency.in-progress` while the first request is in progress
   */
  once(
    request: IdempotentRequest,
    remainingMilliseconds: number,
    work: (origin: Origin) => Promise<Reply>,
  ): Promise<Reply>;
}

interface Attempt {
  readonly id: string;
  readonly payloadHash: string;
  /** Seconds since 1970; the TTL attribute of the table. */
  readonly expiration: number;
  /** Milliseconds since 1970. A crashed function blocks the key no longer than it could have run. */
  readonly inProgressUntil: number;
  /** The origin of the first attempt. */
  readonly origin: StoredOrigin;
  readonly sealedReply?: Uint8Array;
}

// Long enough for clients that retry throughout an outage of a day.
const RETENTION_SECONDS = 24 * 60 * 60;

/**
 * Creates an {@link Idempotency} over a DynamoDB table. The function needs the permission PutItem.
 *
 * @param tableName  the name of a table with the partition key `id` and the TTL attribute `expiration`
 * @param now        the current time in milliseconds since 1970
 */
export function dynamoDbIdempotency(
  tableName: string,
  client: DynamoDbClient = documentClient(),
  now: () => number = Date.now,
): Idempotency {
  /** @returns undefined, or the attempt that has the key when the condition is not met */
  const claim = async (
    attempt: Attempt,
    condition: Pick<PutCommandInput, 'ConditionExpression' | 'ExpressionAttributeValues'>,
  ): Promise<Attempt | undefined> => {
    try {
      await client.put({
        TableName: tableName,
        Item: attempt,
        ...condition,
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      });
      return undefined;
    } catch (error) {
      const existing = existingItem(error);
      if (existing) return existing as object as Attempt;
      throw error;
    }
  };
  /** @returns the attempt to execute, or a completed attempt with its reply */
  const begin = async (attempt: Attempt): Promise<Attempt> => {
    const earlier = await claim(attempt, {
      ConditionExpression: 'attribute_not_exists(id) OR expiration < :seconds',
      ExpressionAttributeValues: { ':seconds': Math.floor(now() / 1000) },
    });
    // This very attempt, when the response to its first write was lost and the client repeated the write.
    if (!earlier || earlier.origin.seed === attempt.origin.seed) return attempt;
    requireSamePayload(earlier, attempt);
    if (earlier.sealedReply) return earlier;
    if (earlier.inProgressUntil >= now()) throw inProgress();
    const continued = { ...attempt, origin: earlier.origin };
    const concurrent = await claim(continued, {
      ConditionExpression: 'attribute_not_exists(sealedReply) AND inProgressUntil = :seen',
      ExpressionAttributeValues: { ':seen': earlier.inProgressUntil },
    });
    if (concurrent && !concurrent.sealedReply) throw inProgress();
    return concurrent ?? continued;
  };
  const finish = (attempt: Attempt) => client.put({ TableName: tableName, Item: attempt });
  const release = (attempt: Attempt) => finish({ ...attempt, inProgressUntil: 0 });
  // An expired attempt does not hold its key; the table removes it later.
  const expire = (attempt: Attempt) => finish({ ...attempt, expiration: Math.floor(now() / 1000) - 1 });

  return {
    async once(request, remainingMilliseconds, work) {
      const { scope, key, payload } = request;
      const attempt = await begin({
        id: hash([scope, key]),
        payloadHash: hash(payload),
        expiration: Math.floor(now() / 1000) + RETENTION_SECONDS,
        inProgressUntil: now() + remainingMilliseconds,
        origin: newOrigin(now()),
      });
      const secret = { request, salt: attempt.origin.seed };
      if (attempt.sealedReply) return openReply(attempt.sealedReply, secret);

      const reply = await work(toOrigin(attempt.origin)).catch(async (error: unknown) => {
        await (isRefusal(error) ? expire(attempt) : release(attempt));
        throw error;
      });
      await finish({ ...attempt, sealedReply: sealReply(reply, secret) });
      return reply;
    },
  };
}

// An unavailable error may leave the work partly done.
const isRefusal = (error: unknown): boolean => error instanceof AppError && error.kind !== 'unavailable';

function requireSamePayload(earlier: Attempt, { payloadHash }: Attempt): void {
  if (earlier.payloadHash !== payloadHash)
    throw new AppError('unprocessable', 'idempotency.key-reused', {
      detail: 'This Idempotency-Key was used for another request. Use a new key for each request.',
    });
}

const inProgress = () =>
  new AppError('conflict', 'idempotency.in-progress', {
    detail: 'The first request with this Idempotency-Key is still in progress. Repeat the request later.',
    retryAfterSeconds: 1,
  });

const hash = (value: unknown): string =>
  createHash('sha256').update(canonicalJson(value)).digest('base64url');

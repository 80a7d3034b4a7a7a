import { createHash } from 'node:crypto';
import { AppError } from '#libs/errors';
import { documentClient, existingItem } from '#libs/gateways';
import {
  DeleteCommand,
  PutCommand,
  type DynamoDBDocumentClient,
  type PutCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { newOrigin, toOrigin, type StoredOrigin, type Origin } from './origin.ts';
import type { Reply } from './reply.ts';

/** One request as its repetitions are told from others. */
export interface IdempotentRequest {
  /** Who calls what: the same key of another caller or route is another request. */
  readonly scope: string;
  /** The `Idempotency-Key` header. */
  readonly key: string;
  /** What must be the same again: path and body. */
  readonly payload: unknown;
}

/**
 * Does the work of a request once and replays its answer.
 * https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/
 */
export interface Idempotency {
  /**
   * What `work` throws is not kept: a repetition works again. Where it was no refusal (an AppError), or the function
   * died, nobody knows how far it came: the repetition works under the same origin.
   *
   * @throws AppError unprocessable `idempotency.key-reused` for another payload under the same key
   * @throws AppError conflict `idempotency.in-progress` while the first is still at work
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
  /** Seconds since 1970; the table's TTL. */
  readonly expiration: number;
  /** Milliseconds since 1970; a function that died without an answer holds the key no longer than it could have run. */
  readonly workingUntil: number;
  /** Of the first of the tries that this one goes on from. */
  readonly origin: StoredOrigin;
  readonly reply?: Reply;
}

// Long enough for a client that retries over a day's outage.
const KEPT_SECONDS = 24 * 60 * 60;

/**
 * @param tableName  a table with the partition key `id` and the TTL attribute `expiration`; needs PutItem and DeleteItem
 * @param now        milliseconds since 1970
 */
export function dynamoDbIdempotency(
  tableName: string,
  client: DynamoDBDocumentClient = documentClient(),
  now: () => number = Date.now,
): Idempotency {
  /** @returns what holds the key instead, where the condition does not hold */
  const claim = async (
    attempt: Attempt,
    condition: Pick<PutCommandInput, 'ConditionExpression' | 'ExpressionAttributeValues'>,
  ): Promise<Attempt | undefined> => {
    const put = new PutCommand({
      TableName: tableName,
      Item: attempt,
      ...condition,
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    try {
      await client.send(put);
      return undefined;
    } catch (error) {
      // A version of before kept no origin: what goes on from there is as good as new.
      const standing = existingItem(error);
      if (standing) return { origin: newOrigin(now()), ...standing } as Attempt;
      throw error;
    }
  };
  /** @returns the attempt that is ours now, or one that was answered */
  const begin = async (attempt: Attempt): Promise<Attempt> => {
    const earlier = await claim(attempt, {
      ConditionExpression: 'attribute_not_exists(id) OR expiration < :seconds',
      ExpressionAttributeValues: { ':seconds': Math.floor(now() / 1000) },
    });
    // Our own where its answer was lost and the SDK wrote again.
    if (!earlier || earlier.origin.seed === attempt.origin.seed) return attempt;
    requireSamePayload(earlier, attempt);
    if (earlier.reply) return earlier;
    if (earlier.workingUntil >= now()) throw inProgress();
    const continued = { ...attempt, origin: earlier.origin };
    const quicker = await claim(continued, {
      ConditionExpression: 'attribute_not_exists(reply) AND workingUntil = :seen',
      ExpressionAttributeValues: { ':seen': earlier.workingUntil },
    });
    if (quicker && !quicker.reply) throw inProgress();
    return quicker ?? continued;
  };
  const finish = (attempt: Attempt) => client.send(new PutCommand({ TableName: tableName, Item: attempt }));
  const release = (attempt: Attempt) => finish({ ...attempt, workingUntil: 0 });
  const forget = ({ id }: Attempt) => client.send(new DeleteCommand({ TableName: tableName, Key: { id } }));

  return {
    async once({ scope, key, payload }, remainingMilliseconds, work) {
      const attempt = await begin({
        id: hashOf([scope, key]),
        payloadHash: hashOf(payload),
        expiration: Math.floor(now() / 1000) + KEPT_SECONDS,
        workingUntil: now() + remainingMilliseconds,
        origin: newOrigin(now()),
      });
      if (attempt.reply) return attempt.reply;

      const reply = await work(toOrigin(attempt.origin)).catch(async (error: unknown) => {
        await (isRefusal(error) ? forget(attempt) : release(attempt));
        throw error;
      });
      await finish({ ...attempt, reply });
      return reply;
    },
  };
}

// What is unavailable may have come half way.
const isRefusal = (error: unknown): boolean => error instanceof AppError && error.kind !== 'unavailable';

function requireSamePayload(earlier: Attempt, { payloadHash }: Attempt): void {
  if (earlier.payloadHash !== payloadHash)
    throw new AppError('unprocessable', 'idempotency.key-reused', {
      detail: 'This Idempotency-Key came with another request. Use a new key for a new request.',
    });
}

const inProgress = () =>
  new AppError('conflict', 'idempotency.in-progress', {
    detail: 'The first request with this Idempotency-Key is still at work. Repeat it in a moment.',
    retryAfterSeconds: 1,
  });

const hashOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url');

import { createHash } from 'node:crypto';
import { AppError } from '#libs/errors';
import { documentClient, isConditionFailure } from '#libs/gateways';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { DeleteCommand, PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
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
   * What `work` throws is not kept: a repetition works again.
   *
   * @throws AppError unprocessable `idempotency.key-reused` for another payload under the same key
   * @throws AppError conflict `idempotency.in-progress` while the first is still at work
   */
  once(request: IdempotentRequest, remainingMilliseconds: number, work: () => Promise<Reply>): Promise<Reply>;
}

interface Attempt {
  readonly id: string;
  readonly payloadHash: string;
  /** Seconds since 1970; the table's TTL. */
  readonly expiration: number;
  /** Milliseconds since 1970; a function that died without an answer holds the key no longer than it could have run. */
  readonly workingUntil: number;
  readonly reply?: Reply;
}

// Long enough for a client that retries over a day's outage.
const KEPT_SECONDS = 24 * 60 * 60;

/**
 * @param tableName  a table with the partition key `id` and the TTL attribute `expiration`; needs PutItem and DeleteItem
 * @param now        milliseconds since 1970
 */
export function idempotencyTable(
  tableName: string,
  client: DynamoDBDocumentClient = documentClient(),
  now: () => number = Date.now,
): Idempotency {
  const begin = async (attempt: Attempt): Promise<Attempt | undefined> => {
    const put = new PutCommand({
      TableName: tableName,
      Item: attempt,
      ConditionExpression:
        'attribute_not_exists(id) OR expiration < :seconds OR (attribute_not_exists(reply) AND workingUntil < :now)',
      ExpressionAttributeValues: { ':seconds': Math.floor(now() / 1000), ':now': now() },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    try {
      await client.send(put);
      return undefined;
    } catch (error) {
      if (isConditionFailure(error) && error.Item) return unmarshall(error.Item) as Attempt;
      throw error;
    }
  };
  const finish = (attempt: Attempt) => client.send(new PutCommand({ TableName: tableName, Item: attempt }));
  const forget = ({ id }: Attempt) => client.send(new DeleteCommand({ TableName: tableName, Key: { id } }));

  return {
    async once({ scope, key, payload }, remainingMilliseconds, work) {
      const attempt: Attempt = {
        id: hashOf([scope, key]),
        payloadHash: hashOf(payload),
        expiration: Math.floor(now() / 1000) + KEPT_SECONDS,
        workingUntil: now() + remainingMilliseconds,
      };
      const earlier = await begin(attempt);
      if (earlier) return replayed(earlier, attempt);

      const reply = await work().catch(async (error: unknown) => {
        await forget(attempt);
        throw error;
      });
      await finish({ ...attempt, reply });
      return reply;
    },
  };
}

function replayed(earlier: Attempt, { payloadHash }: Attempt): Reply {
  if (earlier.payloadHash !== payloadHash)
    throw new AppError('unprocessable', 'idempotency.key-reused', {
      detail: 'This Idempotency-Key came with another request. Use a new key for a new request.',
    });
  if (!earlier.reply)
    throw new AppError('conflict', 'idempotency.in-progress', {
      detail: 'The first request with this Idempotency-Key is still at work. Repeat it in a moment.',
      retryAfterSeconds: 1,
    });
  return earlier.reply;
}

const hashOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url');

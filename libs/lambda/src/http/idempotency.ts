import { AppError } from '#libs/errors';
import {
  IdempotencyAlreadyInProgressError,
  IdempotencyConfig,
  IdempotencyValidationError,
  makeIdempotent,
} from '@aws-lambda-powertools/idempotency';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import type { Context } from 'aws-lambda';
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
   * @throws AppError unprocessable `idempotency.key-reused` for another payload under the same key
   * @throws AppError conflict `idempotency.in-progress` while the first is still at work
   */
  once(request: IdempotentRequest, context: Context, work: () => Promise<Reply>): Promise<Reply>;
}

// Long enough for a client that retries over a day's outage; then the table's TTL takes the record.
const KEPT_SECONDS = 24 * 60 * 60;

/**
 * @param tableName  a table with the partition key `id` and the TTL attribute `expiration`
 */
export function idempotencyTable(tableName: string): Idempotency {
  const persistenceStore = new DynamoDBPersistenceLayer({ tableName });
  const config = new IdempotencyConfig({
    eventKeyJmesPath: '[scope, key]',
    payloadValidationJmesPath: 'payload',
    throwOnNoIdempotencyKey: true,
    expiresAfterSeconds: KEPT_SECONDS,
  });
  return {
    async once(request, context, work) {
      config.registerLambdaContext(context);
      const answered = makeIdempotent(
        async (_request: IdempotentRequest) => JSON.parse(JSON.stringify(await work())),
        {
          persistenceStore,
          config,
          dataIndexArgument: 0,
        },
      );
      return (answered(request) as Promise<Reply>).catch(translate);
    },
  };
}

function translate(error: unknown): never {
  if (error instanceof IdempotencyValidationError)
    throw new AppError('unprocessable', 'idempotency.key-reused', {
      cause: error,
      detail: 'This Idempotency-Key came with another request. Use a new key for a new request.',
    });
  if (error instanceof IdempotencyAlreadyInProgressError)
    throw new AppError('conflict', 'idempotency.in-progress', {
      cause: error,
      detail: 'The first request with this Idempotency-Key is still at work. Repeat it in a moment.',
      retryAfterSeconds: 1,
    });
  // Powertools wraps what the work threw; the edge wants the original.
  if (error instanceof Error && error.cause instanceof AppError) throw error.cause;
  throw error;
}

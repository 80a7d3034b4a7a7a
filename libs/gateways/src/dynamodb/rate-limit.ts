import { AppError } from '#libs/errors';
import type { DynamoDbClient } from '#libs/aws';
import { documentClient } from '../clients/document-client.ts';
import { isConditionFailure } from './condition-failures.ts';

/** How often a subject may do something. */
export interface RateLimitRule {
  /** The code of the error: `endpoint.too-many-requests`. */
  readonly code: string;
  /** The most uses in a window. */
  readonly limit: number;
  readonly windowSeconds: number;
}

/** Counts the uses of something that is limited per subject, such as a customer or an address. */
export interface RateLimit {
  /**
   * Counts one or more uses, all or none.
   *
   * @param subject  who is limited; up to 1,000 characters
   * @throws AppError throttled with the rule's code and the seconds until the next window, when the limit is reached
   */
  use(subject: string, count?: number): Promise<void>;
  /** Takes uses of the current window back. Those of an earlier window are over anyway. */
  giveBack(subject: string, count?: number): Promise<void>;
}

/**
 * Creates a {@link RateLimit} with fixed windows. A use is one conditional write, so concurrent uses cannot exceed the limit.
 *
 * @param tableName  a table with the key `id` and the TTL attribute `expiresAt`
 */
export const dynamoDbRateLimit = (
  tableName: string,
  { code, limit, windowSeconds }: RateLimitRule,
  client: DynamoDbClient = documentClient(),
  now: () => Date = () => new Date(),
): RateLimit => {
  const currentWindow = () => {
    const seconds = Math.floor(now().getTime() / 1000);
    const endsAt = (Math.floor(seconds / windowSeconds) + 1) * windowSeconds;
    return { endsAt, secondsLeft: endsAt - seconds };
  };
  const toKey = (subject: string, endsAt: number) => ({ id: `${subject}#${endsAt}` });

  return {
    async use(subject, count = 1) {
      const { endsAt, secondsLeft } = currentWindow();
      try {
        await client.update({
          TableName: tableName,
          Key: toKey(subject, endsAt),
          UpdateExpression: 'ADD uses :count SET expiresAt = :expiresAt',
          ConditionExpression: 'attribute_not_exists(uses) OR uses <= :most',
          ExpressionAttributeValues: { ':count': count, ':most': limit - count, ':expiresAt': endsAt },
        });
      } catch (error) {
        if (!isConditionFailure(error)) throw error;
        throw new AppError('throttled', code, {
          detail: `The limit of ${limit} requests in ${windowSeconds} seconds is reached. Retry in ${secondsLeft} seconds.`,
          retryAfterSeconds: secondsLeft,
        });
      }
    },

    async giveBack(subject, count = 1) {
      const { endsAt } = currentWindow();
      await client
        .update({
          TableName: tableName,
          Key: toKey(subject, endsAt),
          UpdateExpression: 'ADD uses :count',
          ConditionExpression: 'uses >= :given',
          ExpressionAttributeValues: { ':count': -count, ':given': count },
        })
        .catch((error: unknown) => {
          if (!isConditionFailure(error)) throw error;
        });
    },
  };
};

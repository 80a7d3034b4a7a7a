import { AppError } from '#libs/errors';
import { UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
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
   * Counts a use.
   *
   * @param subject  who is limited; up to 1,000 characters
   * @throws AppError throttled with the rule's code and the seconds until the next window, when the limit is reached
   */
  use(subject: string): Promise<void>;
}

/**
 * Creates a {@link RateLimit} with fixed windows. A use is one conditional write, so concurrent uses cannot exceed the limit.
 *
 * @param tableName  a table with the key `id` and the TTL attribute `expiresAt`
 */
export const dynamoDbRateLimit = (
  tableName: string,
  { code, limit, windowSeconds }: RateLimitRule,
  client: DynamoDBDocumentClient = documentClient(),
  now: () => Date = () => new Date(),
): RateLimit => ({
  async use(subject) {
    const seconds = Math.floor(now().getTime() / 1000);
    const windowEndsAt = (Math.floor(seconds / windowSeconds) + 1) * windowSeconds;
    try {
      await client.send(
        new UpdateCommand({
          TableName: tableName,
          Key: { id: `${subject}#${windowEndsAt}` },
          UpdateExpression: 'ADD uses :one SET expiresAt = :expiresAt',
          ConditionExpression: 'attribute_not_exists(uses) OR uses < :limit',
          ExpressionAttributeValues: { ':one': 1, ':limit': limit, ':expiresAt': windowEndsAt },
        }),
      );
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
      const retryAfterSeconds = windowEndsAt - seconds;
      throw new AppError('throttled', code, {
        detail: `The limit of ${limit} requests in ${windowSeconds} seconds is reached. Retry in ${retryAfterSeconds} seconds.`,
        retryAfterSeconds,
      });
    }
  },
});

import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';

/** Returns whether a write failed because its condition was not met. */
export const isConditionFailure = (error: unknown): error is ConditionalCheckFailedException =>
  error instanceof ConditionalCheckFailedException;

/**
 * Returns the item that caused a condition failure. The write must set `ReturnValuesOnConditionCheckFailure: 'ALL_OLD'`.
 *
 * @returns undefined when there is no such item, or when `error` is not a condition failure
 */
export const existingItem = (error: unknown): Record<string, unknown> | undefined =>
  isConditionFailure(error) && error.Item ? unmarshall(error.Item) : undefined;

/**
 * Returns which items of a transaction failed their condition.
 *
 * @returns indexes into TransactItems, or undefined for any other error, including throttled and conflicting transactions:
 * those may be retried, a failed condition may not
 */
export function transactionFailures(error: unknown): number[] | undefined {
  if (!(error instanceof TransactionCanceledException)) return undefined;
  const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code ?? 'None');
  if (codes.some((code) => code !== 'None' && code !== 'ConditionalCheckFailed')) return undefined;
  return codes.flatMap((code, index) => (code === 'ConditionalCheckFailed' ? [index] : []));
}

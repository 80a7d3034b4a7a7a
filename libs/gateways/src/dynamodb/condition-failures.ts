import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';

/** True where a write did not happen because its condition did not hold. */
export const isConditionFailure = (error: unknown): error is ConditionalCheckFailedException =>
  error instanceof ConditionalCheckFailedException;

/** What stood in the way of a write that asked for it by ReturnValuesOnConditionCheckFailure; undefined where nothing did. */
export const existingItem = (error: unknown): Record<string, unknown> | undefined =>
  isConditionFailure(error) && error.Item ? unmarshall(error.Item) : undefined;

/**
 * The places in a transaction whose condition did not hold.
 *
 * @returns indexes into TransactItems, or undefined where `error` is anything else, a throttled or
 * conflicting transaction included: those are worth another try, a failed condition is not
 */
export function transactionFailures(error: unknown): number[] | undefined {
  if (!(error instanceof TransactionCanceledException)) return undefined;
  const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code ?? 'None');
  if (codes.some((code) => code !== 'None' && code !== 'ConditionalCheckFailed')) return undefined;
  return codes.flatMap((code, index) => (code === 'ConditionalCheckFailed' ? [index] : []));
}

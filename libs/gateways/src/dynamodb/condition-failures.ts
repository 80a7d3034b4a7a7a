import { isAwsError, unmarshall, type AttributeMap } from '#libs/aws';

/** The error of a write whose condition was not met. */
export interface ConditionFailure extends Error {
  /** The existing item, if the write set `ReturnValuesOnConditionCheckFailure: 'ALL_OLD'`. */
  readonly Item?: AttributeMap;
}

/** Returns whether a write failed because its condition was not met. */
export const isConditionFailure = (error: unknown): error is ConditionFailure =>
  isAwsError(error, 'ConditionalCheckFailedException');

/**
 * Returns the item that caused a condition failure. The write must set `ReturnValuesOnConditionCheckFailure: 'ALL_OLD'`.
 *
 * @returns undefined when there is no such item, or when `error` is not a condition failure
 */
export const existingItem = (error: unknown): Record<string, unknown> | undefined =>
  isConditionFailure(error) && error.Item ? unmarshall(error.Item) : undefined;

/** The error of a transaction that wrote nothing. */
export interface TransactionCanceled extends Error {
  /** One reason per item of the transaction. */
  readonly CancellationReasons?: readonly { readonly Code?: string; readonly Item?: AttributeMap }[];
}

/** Returns whether DynamoDB canceled a transaction. */
export const isTransactionCanceled = (error: unknown): error is TransactionCanceled =>
  isAwsError(error, 'TransactionCanceledException');

/**
 * Returns which items of a transaction failed their condition.
 *
 * @returns indexes into TransactItems, or undefined for any other error, including throttled and conflicting transactions:
 * those may be retried, a failed condition may not
 */
export function transactionFailures(error: unknown): number[] | undefined {
  if (!isTransactionCanceled(error)) return undefined;
  const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code ?? 'None');
  if (codes.some((code) => code !== 'None' && code !== 'ConditionalCheckFailed')) return undefined;
  return codes.flatMap((code, index) => (code === 'ConditionalCheckFailed' ? [index] : []));
}

/**
 * Returns whether DynamoDB rejected a request that had no effect and may succeed later: a transaction is in progress on the
 * item, or its partition has no capacity left.
 */
export const isRejected = (error: unknown): boolean =>
  isAwsError(
    error,
    'TransactionConflictException',
    'ProvisionedThroughputExceededException',
    'ThrottlingException',
    'RequestLimitExceeded',
  );

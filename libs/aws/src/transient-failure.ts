import { isAwsError } from './aws-error.ts';
import { retryCause } from './http/retries.ts';

/**
 * Returns whether a call failed for a reason that passes: the service was not reached, did not respond in time, failed,
 * throttled the call, or a transaction was in progress on the item. The call may succeed later.
 *
 * @param error  an error of this client, of the SDK, or of the network; an AggregateError if all of its errors are transient
 */
export function isTransientFailure(error: unknown): boolean {
  if (error instanceof AggregateError && error.errors.length > 0)
    return error.errors.every(isTransientFailure);
  return retryCause(error) !== undefined || isAwsError(error, 'TransactionConflictException');
}

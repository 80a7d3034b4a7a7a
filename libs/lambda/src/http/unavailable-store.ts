import { isTransientFailure } from '#libs/aws';
import { AppError } from '#libs/errors';
import { TimeLimitReached } from '../time-limit.ts';

const RETRY_AFTER_SECONDS = 2;

/**
 * Returns the error that a client receives: an expected one, or `server.unavailable` for a call of a store or of another
 * service that failed for a reason that passes.
 *
 * @returns undefined for an unexpected error, which includes a function that reached its own time limit
 */
export function toExpectedError(error: unknown): AppError | undefined {
  if (error instanceof AppError) return error;
  if (error instanceof TimeLimitReached || !isTransientFailure(error)) return undefined;
  return new AppError('unavailable', 'server.unavailable', {
    detail: 'The service is not available at the moment. Repeat the request later.',
    cause: error,
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
}

/** What a store failed with: the code of the network, or the name of the error. */
export function toFailureCode(error: unknown): string {
  const { code, name } = error as Partial<NodeJS.ErrnoException>;
  return code ?? name ?? 'unknown';
}

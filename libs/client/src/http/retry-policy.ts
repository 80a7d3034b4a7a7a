/** How often and how long the client tries. */
export interface RetryPolicy {
  /** How often a request is sent at most. 1 turns retries off. */
  readonly maxAttempts: number;
  /** The longest wait before the first retry. It doubles with each retry. */
  readonly baseDelayMilliseconds: number;
  /** The longest wait that the client chooses. A longer `Retry-After` is kept if the call has the time for it. */
  readonly maxDelayMilliseconds: number;
}

export const defaultRetryPolicy: RetryPolicy = {
  maxAttempts: 4,
  baseDelayMilliseconds: 250,
  maxDelayMilliseconds: 8_000,
};

/** Methods whose repetition has the effect of one request (RFC 9110, section 9.2.2). */
const idempotentMethods = new Set(['GET', 'HEAD', 'PUT', 'DELETE']);

/** Statuses after which the same request can succeed. */
const transientStatuses = new Set([408, 500, 502, 503, 504]);

/** What a failed attempt shows: the status and code of the response, or neither if none arrived. */
export interface FailedAttempt {
  readonly status?: number;
  readonly code?: string;
}

/**
 * @param request  whether the request has an `Idempotency-Key`, which makes any method safe to repeat
 * @param failure  of the last attempt
 * @returns whether sending the same request again is safe, and can succeed
 */
export function isRetryable(
  request: { readonly method: string; readonly hasIdempotencyKey: boolean },
  { status, code }: FailedAttempt,
): boolean {
  // A throttled request was rejected before it had an effect.
  if (status === 429) return true;
  if (!idempotentMethods.has(request.method) && !request.hasIdempotencyKey) return false;
  return status === undefined || transientStatuses.has(status) || code === 'idempotency.in-progress';
}

/**
 * Exponential backoff with full jitter: any wait up to a maximum that doubles with each retry.
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 *
 * @param retry              1 for the first retry
 * @param retryAfterSeconds  of the response; the wait is never shorter
 * @param random             a number from 0 to 1, exclusive
 * @returns milliseconds
 */
export function retryDelay(
  retry: number,
  { baseDelayMilliseconds, maxDelayMilliseconds }: RetryPolicy,
  retryAfterSeconds: number | undefined,
  random: number,
): number {
  const longest = Math.min(maxDelayMilliseconds, baseDelayMilliseconds * 2 ** (retry - 1));
  return Math.max(random * longest, (retryAfterSeconds ?? 0) * 1000);
}

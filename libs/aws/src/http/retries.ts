import type { AwsError } from '../aws-error.ts';

/** Why a failed attempt may be repeated. */
export type RetryCause = 'throttling' | 'transient';

/** Permission for one more attempt. */
export interface Retry {
  /** The delay before it, in milliseconds. */
  readonly delay: number;
  readonly cost: number;
}

/** Decides whether and when a failed attempt is repeated. One per client, because its calls share a budget. */
export interface Retries {
  /**
   * Takes the cost of a retry from the budget.
   *
   * @param attempt  the attempt that failed, from 1
   * @returns undefined when the error is final
   */
  next(error: unknown, attempt: number): Retry | undefined;
  /** Returns the cost of the retry that succeeded, if any, to the budget. */
  succeeded(retry: Retry | undefined): void;
}

/** How a client retries. */
export interface RetryOptions {
  readonly maxAttempts: number;
  /** The longest delay before the first retry of a transient error, in milliseconds. */
  readonly baseDelay: number;
  /** A number from 0 to 1. */
  readonly random: () => number;
}

// Those of the SDK (https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html). The budget ends retries
// of transient errors after about 35 of them without a success, so that an outage is not met with three times the load.
const THROTTLING_BASE_DELAY = 1_000;
const MAX_DELAY = 20_000;
const BUDGET = 500;
const COST: Record<RetryCause, number> = { throttling: 5, transient: 14 };
const SUCCESS = 1;

/** Creates the {@link Retries} of a client: exponential delays with full jitter. */
export function retries({ maxAttempts, baseDelay, random }: RetryOptions): Retries {
  let budget = BUDGET;
  return {
    next(error, attempt) {
      const cause = retryCause(error);
      if (!cause || attempt >= maxAttempts || budget < COST[cause]) return undefined;
      budget -= COST[cause];
      const base = cause === 'throttling' ? THROTTLING_BASE_DELAY : baseDelay;
      const delay = Math.floor(random() * Math.min(base * 2 ** (attempt - 1), MAX_DELAY));
      return { delay, cost: COST[cause] };
    },
    succeeded(retry) {
      budget = Math.min(BUDGET, budget + (retry?.cost ?? SUCCESS));
    },
  };
}

const THROTTLING = new Set([
  'BandwidthLimitExceeded',
  'EC2ThrottledException',
  'LimitExceededException',
  'PriorRequestNotComplete',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'TransactionInProgressException',
]);
const TRANSIENT = new Set(['TimeoutError', 'RequestTimeout', 'RequestTimeoutException']);
const TRANSIENT_STATUS = new Set([500, 502, 503, 504]);
const TRANSIENT_CODES = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** Returns why an error may be retried, or undefined when it may not, by the rules of the SDK. */
export function retryCause(error: unknown): RetryCause | undefined {
  if (!Error.isError(error)) return undefined;
  // Errors of the SDK have the same fields.
  const { code, $metadata, $retryable } = error as NodeJS.ErrnoException & Partial<AwsError>;
  const status = $metadata?.httpStatusCode;
  if (status === 429 || THROTTLING.has(error.name)) return 'throttling';
  const isTransient =
    $retryable !== undefined ||
    TRANSIENT.has(error.name) ||
    TRANSIENT_STATUS.has(status ?? 0) ||
    TRANSIENT_CODES.has(code ?? '') ||
    (error.name === 'InvalidSignatureException' && error.message.includes('Signature expired'));
  return isTransient ? 'transient' : undefined;
}

const CLOCK_SKEW = new Set([
  'AccessDeniedException',
  'AuthFailure',
  'InvalidSignatureException',
  'RequestExpired',
  'RequestInTheFuture',
  'RequestTimeTooSkewed',
  'SignatureDoesNotMatch',
]);

/** Whether a wrong clock can be the cause of an error. */
export const canBeClockSkew = (error: AwsError): boolean => CLOCK_SKEW.has(error.name);

import type { KnownProblemCode } from '../generated/problem-codes.ts';
import { TradewindError, type FailedCall } from './tradewind-error.ts';

/** A problem code of the API. New codes can appear at any time, so a `switch` needs a default. */
export type ProblemCode = KnownProblemCode | (string & {});

/** A field that violates the schema of the request. */
export interface FieldError {
  /** A JSON pointer: `/body/quantity`. */
  readonly field: string;
  readonly message: string;
}

/** Problem details (RFC 9457) as the API sends them. */
export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode;
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
  readonly requestId?: string;
}

/** The response was an error. Branch on `code`, which is stable; show `detail` to people. */
export class TradewindProblem extends TradewindError {
  override readonly name = 'TradewindProblem';
  readonly status: number;
  readonly code: ProblemCode;
  readonly title: string;
  readonly detail: string | undefined;
  /** The fields that violate the schema of the request. */
  readonly errors: readonly FieldError[];
  /** Quote it when you report a problem. */
  readonly requestId: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly headers: Headers;

  constructor(
    problem: ProblemDetails,
    response: { readonly headers: Headers; readonly retryAfterSeconds: number | undefined },
    call: FailedCall,
  ) {
    super(`${problem.status} ${problem.code}. ${problem.detail ?? problem.title}`, call);
    this.status = problem.status;
    this.code = problem.code;
    this.title = problem.title;
    this.detail = problem.detail;
    this.errors = problem.errors ?? [];
    this.requestId = problem.requestId;
    this.headers = response.headers;
    this.retryAfterSeconds = response.retryAfterSeconds;
  }
}

/**
 * @param codes  the codes to look for; any if none is given
 * @returns whether the error is a problem of the API with one of the codes
 */
export const isProblem = <Code extends KnownProblemCode>(
  error: unknown,
  ...codes: readonly Code[]
): error is TradewindProblem & { readonly code: Code } =>
  error instanceof TradewindProblem &&
  (codes.length === 0 || (codes as readonly string[]).includes(error.code));

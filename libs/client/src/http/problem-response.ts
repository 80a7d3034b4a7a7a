import { TradewindProblem, type ProblemDetails } from '../errors/tradewind-problem.ts';
import type { FailedCall } from '../errors/tradewind-error.ts';
import { readRetryAfter } from './retry-after.ts';

/** A response whose body was read. */
export interface ReceivedResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** The code of an error response that is no problem of the API, such as the page of a proxy. */
export const UNEXPECTED_RESPONSE = 'client.unexpected-response';

/** Converts an error response to the error that the call throws. */
export function toProblem(response: ReceivedResponse, call: FailedCall, now: number): TradewindProblem {
  const retryAfterSeconds = readRetryAfter(response.headers, now);
  const headers = { headers: response.headers, retryAfterSeconds };
  return new TradewindProblem(readProblem(response) ?? unexpected(response), headers, call);
}

/** @returns the problem details of the body, if it has any */
export function readProblem({ headers, text, status }: ReceivedResponse): ProblemDetails | undefined {
  if (!headers.get('Content-Type')?.includes('application/problem+json')) return undefined;
  try {
    const problem = JSON.parse(text) as Partial<ProblemDetails> | null;
    return typeof problem?.code === 'string'
      ? { type: 'about:blank', title: '', ...problem, code: problem.code, status }
      : undefined;
  } catch {
    return undefined;
  }
}

const SHOWN_CHARACTERS = 200;

const unexpected = ({ status, text }: ReceivedResponse): ProblemDetails => ({
  type: 'about:blank',
  title: 'Unexpected response',
  status,
  code: UNEXPECTED_RESPONSE,
  ...(text !== '' && { detail: text.slice(0, SHOWN_CHARACTERS) }),
});

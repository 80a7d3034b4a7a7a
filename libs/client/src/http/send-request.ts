import { TradewindConnectionError, type FailedCall } from '../errors/tradewind-error.ts';
import type { TokenProvider } from '../auth/token-provider.ts';
import type { ApiResponse } from '../results/api-promise.ts';
import type { ApiRequest } from './api-request.ts';
import { readProblem, toProblem, type ReceivedResponse } from './problem-response.ts';
import { readRetryAfter } from './retry-after.ts';
import { isRetryable, retryDelay, type RetryPolicy } from './retry-policy.ts';
import type { Runtime } from './runtime.ts';

export interface SendDependencies {
  readonly runtime: Runtime;
  readonly tokens: TokenProvider | undefined;
  readonly retry: RetryPolicy;
  /** How long one attempt may take. */
  readonly attemptTimeoutMilliseconds: number;
}

interface Limits {
  readonly signal?: AbortSignal | undefined;
  /** How long the call may take, retries and waits included. */
  readonly timeoutMilliseconds: number;
}

/**
 * Sends a request until it succeeds, fails for good, or the attempts or the time are used up.
 *
 * @returns the successful response, or 304
 * @throws TradewindProblem for an error response, TradewindConnectionError if none arrived, and the reason of an aborted
 *   signal
 */
export async function sendRequest(
  request: ApiRequest,
  { signal, timeoutMilliseconds }: Limits,
  deps: SendDependencies,
): Promise<ApiResponse<unknown>> {
  const { runtime, retry, tokens } = deps;
  const deadline = runtime.now() + timeoutMilliseconds;
  const timeout = AbortSignal.timeout(timeoutMilliseconds);
  const limit = signal ? AbortSignal.any([signal, timeout]) : timeout;
  let refreshesToken = false;

  for (let attempts = 1; ; attempts++) {
    const call: FailedCall = { ...toCall(request), attempts };
    const outcome = await attempt(request, limit, refreshesToken, deps);
    if (signal?.aborted) throw signal.reason;
    const failure = toFailure(outcome);
    if (failure === undefined) return toResponse(outcome as ReceivedResponse, call);

    const error = isResponse(outcome)
      ? toProblem(outcome, call, runtime.now())
      : new TradewindConnectionError(connectionMessage(outcome, timeout), call, { cause: outcome });
    if (limit.aborted) throw error;
    if (failure.status === 401 && !refreshesToken && request.token === undefined && tokens?.canRefresh) {
      refreshesToken = true;
      continue;
    }
    const repeatable = { method: request.method, hasIdempotencyKey: request.idempotencyKey !== undefined };
    if (attempts >= retry.maxAttempts || !isRetryable(repeatable, failure)) throw error;
    const retryAfter = isResponse(outcome) ? readRetryAfter(outcome.headers, runtime.now()) : undefined;
    const delay = retryDelay(attempts, retry, retryAfter, runtime.random());
    if (runtime.now() + delay >= deadline) throw error;
    await runtime.sleep(delay, limit).catch(() => {
      throw signal?.aborted ? signal.reason : error;
    });
  }
}

/** @returns the response with its body, or the error if none arrived; errors of the token provider are thrown */
async function attempt(
  { method, url, headers, body, token }: ApiRequest,
  limit: AbortSignal,
  refreshesToken: boolean,
  { runtime, tokens, attemptTimeoutMilliseconds }: SendDependencies,
): Promise<ReceivedResponse | Error> {
  const bearer = token === undefined ? await tokens?.getToken({ refresh: refreshesToken }) : token;
  try {
    const response = await runtime.fetch(url, {
      method,
      headers: { ...(bearer && { Authorization: `Bearer ${bearer}` }), ...headers },
      signal: AbortSignal.any([limit, AbortSignal.timeout(attemptTimeoutMilliseconds)]),
      ...(body !== undefined && { body }),
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

const isResponse = (outcome: ReceivedResponse | Error): outcome is ReceivedResponse =>
  !(outcome instanceof Error);

/** @returns undefined if the attempt succeeded */
function toFailure(outcome: ReceivedResponse | Error): { status?: number; code?: string } | undefined {
  if (!isResponse(outcome)) return {};
  const { status } = outcome;
  if ((status >= 200 && status < 300) || status === 304) return undefined;
  const code = readProblem(outcome)?.code;
  return { status, ...(code !== undefined && { code }) };
}

const toCall = ({ method, path, correlationId, idempotencyKey }: ApiRequest) => ({
  method,
  path,
  correlationId,
  idempotencyKey,
});

function connectionMessage(error: Error, timeout: AbortSignal): string {
  if (timeout.aborted) return 'The time for the call is up.';
  if (error.name === 'TimeoutError') return 'No response within the time limit.';
  // The message of Node is only "fetch failed".
  const { message } = error.cause instanceof Error ? error.cause : error;
  return `No response: ${message}`;
}

function toResponse(
  { status, headers, text }: ReceivedResponse,
  { correlationId, attempts }: FailedCall,
): ApiResponse<unknown> {
  return {
    data: text === '' ? undefined : (JSON.parse(text) as unknown),
    status,
    etag: headers.get('ETag') ?? undefined,
    location: headers.get('Location') ?? undefined,
    correlationId: headers.get('X-Correlation-Id') ?? correlationId,
    headers,
    attempts,
  };
}

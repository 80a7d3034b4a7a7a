import { cachedToken } from './auth/cached-token.ts';
import { staticToken, type AccessToken, type TokenProvider } from './auth/token-provider.ts';
import type { ApiRequest } from './http/api-request.ts';
import { defaultRetryPolicy, type RetryPolicy } from './http/retry-policy.ts';
import { platformRuntime, type Runtime } from './http/runtime.ts';
import { sendRequest, type SendDependencies } from './http/send-request.ts';
import type { Calls, Operation, Operations } from './operation.ts';
import { fillPath, readArguments, toQueryString, type CallArguments } from './read-arguments.ts';
import { ApiPromise, type ApiResponse } from './results/api-promise.ts';
import { PagePromise, type Page } from './results/page-promise.ts';
import { inMemorySessionTokens, type SessionTokenStore } from './session-tokens.ts';

export interface ClientOptions {
  /** Where the API is: `https://api.example.com`, without a slash at the end. */
  readonly baseUrl: string;
  /**
   * The access token: a fixed one, a function that requests one (it is called again before a JWT expires, and after the API
   * rejected one), or a provider such as `clientCredentials` and `signIn` return. Without it, calls are anonymous.
   */
  readonly auth?: string | (() => Promise<string | AccessToken | undefined>) | TokenProvider | undefined;
  /** Keeps the tokens of guests' checkout sessions; by default in memory. */
  readonly sessionTokens?: SessionTokenStore | undefined;
  /** How often and how long failed requests are retried. */
  readonly retry?: Partial<RetryPolicy> | undefined;
  /** How long a call may take, retries and waits included: 60 seconds by default. */
  readonly timeoutMilliseconds?: number | undefined;
  /** How long one attempt may take: 30 seconds by default, one more than API Gateway's own limit. */
  readonly attemptTimeoutMilliseconds?: number | undefined;
  /** Headers of all requests. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Replaces the `fetch` of the platform. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

const DEFAULT_TIMEOUT_MILLISECONDS = 60_000;
const DEFAULT_ATTEMPT_TIMEOUT_MILLISECONDS = 30_000;

/**
 * Creates a client with the given operations. Bundles contain these operations only:
 *
 * ```ts
 * import { createClient, createSession, completeSession } from '@tradewind/client';
 * const client = createClient({ baseUrl }, { createSession, completeSession });
 * const session = await client.createSession({ lineItems: [{ productId, quantity: 1 }] });
 * ```
 *
 * @param operations  operations by name, and groups of them
 */
export function createClient<T extends Operations>(
  options: ClientOptions,
  operations: T,
  runtime: Runtime = platformRuntime,
): Calls<T> {
  return bind(operations, createCaller(options, runtime)) as Calls<T>;
}

type Caller = (operation: Operation, args: readonly unknown[]) => ApiPromise<unknown>;

const bind = (operations: Operations, call: Caller): object =>
  Object.fromEntries(
    Object.entries(operations).map(([name, each]) => [
      name,
      isOperation(each) ? (...args: readonly unknown[]) => call(each, args) : bind(each, call),
    ]),
  );

const isOperation = (value: Operation | Operations): value is Operation => typeof value['path'] === 'string';

function createCaller(options: ClientOptions, runtime: Runtime): Caller {
  const sessionTokens = options.sessionTokens ?? inMemorySessionTokens();
  const deps = toSendDependencies(options, runtime);

  async function send(operation: Operation, args: CallArguments): Promise<ApiResponse<unknown>> {
    const request = toRequest(operation, args, { options, sessionTokens, runtime });
    const { signal, timeoutMilliseconds = options.timeoutMilliseconds } = args.options;
    const limits = { signal, timeoutMilliseconds: timeoutMilliseconds ?? DEFAULT_TIMEOUT_MILLISECONDS };
    const tokens = operation.access === 'public' ? undefined : deps.tokens;
    const response = await sendRequest(request, limits, { ...deps, tokens });
    if (operation.guestSession === 'issued') rememberSession(response.data as IssuedSession, sessionTokens);
    return response;
  }

  return (operation, given) => {
    const args = readArguments(operation, given);
    const response = send(operation, args);
    if (!operation.isPaged) return new ApiPromise(response);
    const getPage = async (cursor: string) =>
      (await send(operation, { ...args, query: { ...args.query, cursor } })).data as Page<unknown>;
    return new PagePromise(response as Promise<ApiResponse<Page<unknown>>>, getPage);
  };
}

function toSendDependencies(options: ClientOptions, runtime: Runtime): SendDependencies {
  const { fetch, auth, retry, attemptTimeoutMilliseconds } = options;
  return {
    runtime: fetch ? { ...runtime, fetch } : runtime,
    tokens: toTokenProvider(auth, runtime),
    retry: { ...defaultRetryPolicy, ...retry },
    attemptTimeoutMilliseconds: attemptTimeoutMilliseconds ?? DEFAULT_ATTEMPT_TIMEOUT_MILLISECONDS,
  };
}

function toTokenProvider(auth: ClientOptions['auth'], { now }: Runtime): TokenProvider | undefined {
  if (typeof auth === 'string') return staticToken(auth);
  return typeof auth === 'function' ? cachedToken(auth, now) : auth;
}

interface Context {
  readonly options: ClientOptions;
  readonly sessionTokens: SessionTokenStore;
  readonly runtime: Runtime;
}

function toRequest(
  operation: Operation,
  { pathParameters, body, query, options: call }: CallArguments,
  { options, sessionTokens, runtime }: Context,
): ApiRequest {
  const path = fillPath(operation.path, pathParameters);
  const correlationId = call.correlationId ?? runtime.randomId();
  const idempotencyKey = operation.hasIdempotencyKey && (call.idempotencyKey ?? runtime.randomId());
  const sessionToken =
    operation.guestSession === 'accepted'
      ? (call.sessionToken ?? sessionTokens.getItem(pathParameters['sessionId']!))
      : undefined;
  return {
    method: operation.method,
    path,
    url: `${options.baseUrl}${path}${toQueryString(query)}`,
    headers: {
      ...options.headers,
      'X-Correlation-Id': correlationId,
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...(idempotencyKey && { 'Idempotency-Key': idempotencyKey }),
      ...(sessionToken && { 'Session-Token': sessionToken }),
      ...(call.ifMatch !== undefined && { 'If-Match': call.ifMatch }),
      ...(call.ifNoneMatch !== undefined && { 'If-None-Match': call.ifNoneMatch }),
      ...(call.waitSeconds !== undefined && { Prefer: `wait=${call.waitSeconds}` }),
      ...call.headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
    correlationId,
    idempotencyKey,
    token: call.token,
  };
}

interface IssuedSession {
  readonly sessionId?: string;
  readonly sessionToken?: string;
}

function rememberSession(session: IssuedSession | undefined, sessionTokens: SessionTokenStore): void {
  if (session?.sessionId !== undefined && session.sessionToken !== undefined)
    sessionTokens.setItem(session.sessionId, session.sessionToken);
}

import { beginInvocation, endInvocation, sanitizeError } from '#libs/logging';
import middy, { type MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { log } from '../log-events.ts';
import { accessTo, requireAccess, type CallerOf, type RouteAccess } from './access.ts';
import { withCaching } from './caching.ts';
import { canonicalJson } from './canonical-json.ts';
import { getCaller, toIdentity, type Caller } from './caller.ts';
import type { HttpRequest, RequestOf } from './http-request.ts';
import type { Idempotency } from './idempotency.ts';
import { limitBody, readJsonBody } from './json-body.ts';
import { problemReply } from './problem.ts';
import { singleOrigin, type Origin } from './origin.ts';
import { readParameters } from './read-parameters.ts';
import type { Reply } from './reply.ts';
import { responseHeaders } from './response-headers.ts';
import { toExpectedError, toFailureCode } from './unavailable-store.ts';
import type { TokenVerifier } from './token-verifier.ts';
import { validateRequest } from './validate-request.ts';
import { timeLimit } from '../time-limit.ts';

/** Optional features of a route. */
export interface HttpHandlerOptions {
  /** Verifies the token, if one is sent, on a route for guests and customers. */
  readonly tokens?: TokenVerifier;
  /** Replays the response when a request repeats an `Idempotency-Key`. */
  readonly idempotency?: Idempotency;
}

/** What a handler receives in addition to the request. */
interface RequestContext<R> {
  readonly caller: R extends HttpRequest<infer D> ? CallerOf<D['access']> : Caller;
  /** The same for all requests with one `Idempotency-Key`. */
  readonly origin: Origin;
  /** The IP address that called API Gateway. Personal data: store and log it only as a digest. */
  readonly sourceIp: string;
}

type Answer<R> = (request: RequestOf<R> & RequestContext<R>) => Promise<Reply>;

/** A proxy event whose caller is authorized. */
interface AuthorizedEvent extends APIGatewayProxyEvent {
  caller: Caller;
}

// Correlation ids end up in log lines and headers, so any other format is replaced.
const CORRELATION_ID = /^[\w.:-]{1,128}$/;

/**
 * Creates the Lambda handler of a route: a flat list of middleware around `answer`.
 *
 * An AppError becomes a problem+json response, and a store that is away or busy a 503. Any other error is unexpected: it is
 * logged and rethrown sanitized, so that Lambda counts it, and API Gateway responds with status 500.
 *
 * @param request  the declaration of the route, from its `NAME.schema.ts`
 * @param answer   receives the validated request and returns the reply
 * @example export const handler = httpHandler(request, async ({ path }) => ok(await getProduct(path.productId, deps)));
 */
export function httpHandler<const R extends HttpRequest>(
  request: R,
  answer: Answer<R>,
  options: HttpHandlerOptions = {},
) {
  const stack = middy<APIGatewayProxyEvent, APIGatewayProxyResult>(timeLimit)
    .use(readParameters(request.queryTypes))
    .use(invocationLog())
    .use(responseHeaders(request.deprecated))
    .use(problemReplies())
    .use(authorize(request.access, options.tokens))
    .use(limitBody());
  if (request.hasBody) stack.use(readJsonBody(request.maxItems));
  stack.use(validateRequest(request));
  return stack.handler(async (event, context) => {
    const reply = await answerRequest(event as AuthorizedEvent, context, answer, options);
    const ifNoneMatch = event.headers['if-none-match'];
    return toProxyResult(
      withCaching(reply, { method: event.httpMethod, ifNoneMatch, caching: request.caching }),
    );
  });
}

const invocationLog = (): MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult> => ({
  before: ({ event, context }) => {
    const received = event.headers['x-correlation-id'];
    beginInvocation(
      context,
      received && CORRELATION_ID.test(received) ? received : event.requestContext.requestId,
    );
  },
  after: ({ event, response }) => {
    log.info('http.answered', {
      method: event.httpMethod,
      route: event.resource,
      status: response?.statusCode,
      apiRequestId: event.requestContext.requestId,
    });
    endInvocation();
  },
  onError: (request) => {
    const { event, error, response } = request;
    const route = {
      method: event.httpMethod,
      route: event.resource,
      apiRequestId: event.requestContext.requestId,
    };
    if (response)
      log.info('http.answered', { ...route, status: (response as APIGatewayProxyResult).statusCode });
    else {
      log.error('http.failed', error, route);
      request.error = sanitizeError(error);
    }
    endInvocation();
  },
});

const problemReplies = (): MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult> => ({
  onError: (request) => {
    const { error, event } = request;
    const expected = toExpectedError(error);
    if (!expected) return;
    if (expected === error)
      log.info('http.refused', { code: expected.code, fields: expected.fields?.map(({ field }) => field) });
    else
      log.warn('http.unavailable', {
        method: event.httpMethod,
        route: event.resource,
        apiRequestId: event.requestContext.requestId,
        reason: toFailureCode(error),
      });
    request.response = toProxyResult(problemReply(expected, event.requestContext.requestId));
  },
});

/** Authorizes the caller before the body is read and before an `Idempotency-Key` is claimed. */
function authorize(
  access: RouteAccess,
  tokens: TokenVerifier | undefined,
): MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult> {
  if ('allows' in access && access.allows === 'guest-or-customer' && !tokens)
    throw new Error('A route for guests and customers needs a token verifier. Set options.tokens.');
  const admit = (event: APIGatewayProxyEvent, caller: Caller): void => {
    requireAccess(caller, accessTo(event.resource, access));
    (event as AuthorizedEvent).caller = caller;
  };
  // Middy waits for a middleware only if it returns a promise.
  if (!tokens) return { before: ({ event }) => admit(event, getCaller(event)) };
  return {
    before: async ({ event }) => admit(event, await tokens.verify(event.headers['authorization'])),
  };
}

async function answerRequest<R>(
  event: AuthorizedEvent,
  context: Context,
  answer: Answer<R>,
  { idempotency }: HttpHandlerOptions,
): Promise<Reply> {
  const { caller } = event;
  const { resource: route, body, pathParameters: path, queryStringParameters: query, headers } = event;
  const { sourceIp } = event.requestContext.identity;
  const request = { route, body, path, query, headers, caller, sourceIp };
  const work = (origin: Origin) =>
    answer({ ...request, origin } as unknown as RequestOf<R> & RequestContext<R>);

  const key = headers['idempotency-key'];
  if (!idempotency || key === undefined) return work(singleOrigin());
  const scope = `${event.httpMethod} ${event.resource} ${toIdentity(caller, headers['session-token'])}`;
  return idempotency.once({ scope, key, payload: { path, body } }, context.getRemainingTimeInMillis(), work);
}

// Equal bodies have equal texts, so that they can have the same entity tag.
const toProxyResult = ({ status, headers, body }: Reply): APIGatewayProxyResult => {
  if (body === undefined) return { statusCode: status, headers: { ...headers }, body: '' };
  return {
    statusCode: status,
    headers: { 'Content-Type': 'application/json', ...headers },
    body: canonicalJson(body),
  };
};

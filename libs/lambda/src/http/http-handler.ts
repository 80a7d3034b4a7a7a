import { AppError } from '#libs/errors';
import { beginInvocation, correlationId, endInvocation, sanitizeError } from '#libs/logging';
import middy, { type MiddlewareObj, type Request } from '@middy/core';
import cors from '@middy/http-cors';
import jsonBodyParser from '@middy/http-json-body-parser';
import securityHeaders from '@middy/http-security-headers';
import validator from '@middy/validator';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { log } from '../log-events.ts';
import { callerOf, type Caller } from './caller.ts';
import type { HttpRequest, RequestOf } from './http-request.ts';
import type { Idempotency } from './idempotency.ts';
import { toAppError, problemReply } from './problem.ts';
import { newOrigin, toOrigin, type Origin } from './origin.ts';
import { readParameters } from './read-parameters.ts';
import type { Reply } from './reply.ts';
import type { TokenVerifier } from './token-verifier.ts';

export interface HttpHandlerOptions {
  /** For a route without an authorizer that still wants to know its caller. */
  readonly tokens?: TokenVerifier;
  /** Replays the answer of a request that repeats an `Idempotency-Key`. */
  readonly idempotency?: Idempotency;
}

/** What a handler is told of a request beside what it sent. */
interface Circumstances {
  readonly caller: Caller;
  /** What a repetition under the same `Idempotency-Key` shares with the first try. */
  readonly origin: Origin;
}

type Answer<R> = (request: RequestOf<R> & Circumstances) => Promise<Reply>;

// What a client may name a request by; anything else is replaced, for it ends in log lines and headers.
const CORRELATION_ID = /^[\w.:-]{1,128}$/;

/**
 * The Lambda handler of one route: a flat list of middleware around `answer`.
 *
 * An AppError is answered as problem+json. Anything else was expected by nobody: it is logged once and
 * thrown on, so that the function's error metric moves; API Gateway then answers 500.
 *
 * @param request  the route's declaration, from its `NAME.schema.ts`
 * @example export const handler = httpHandler(request, async ({ path }) => ok(await getProduct(path.productId, needs)));
 */
export function httpHandler<const R extends HttpRequest>(
  request: R,
  answer: Answer<R>,
  options: HttpHandlerOptions = {},
) {
  const stack = middy<APIGatewayProxyEvent, APIGatewayProxyResult>()
    .use(invocationLog())
    .use(securityHeaders() as MiddlewareObj)
    .use(
      cors({
        origin: '*',
        exposeHeaders: 'ETag,Location,Preference-Applied,X-Correlation-Id',
      }) as MiddlewareObj,
    )
    .use(correlationHeader())
    .use(problems())
    .use(readParameters(request.queryForms));
  if (request.hasBody) stack.use(jsonBodyParser() as MiddlewareObj);
  stack.use(validator({ eventSchema: request.validate as never }) as MiddlewareObj);
  return stack.handler((event, context) => answered(event, context, answer, options));
}

const invocationLog = (): MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult> => ({
  before: ({ event, context }) => {
    const sent = Object.entries(event.headers ?? {}).find(
      ([name]) => name.toLowerCase() === 'x-correlation-id',
    )?.[1];
    beginInvocation(context, sent && CORRELATION_ID.test(sent) ? sent : event.requestContext.requestId);
  },
  after: ({ event, response }) => {
    log.info('http.answered', {
      method: event.httpMethod,
      route: event.resource,
      status: response?.statusCode,
    });
    endInvocation();
  },
  onError: (request) => {
    const { event, error, response } = request;
    const facts = { method: event.httpMethod, route: event.resource };
    if (response)
      log.info('http.answered', { ...facts, status: (response as APIGatewayProxyResult).statusCode });
    else {
      log.error('http.failed', error, facts);
      request.error = sanitizeError(error);
    }
    endInvocation();
  },
});

const correlationHeader = (): MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult> => {
  const mark = ({ response }: Request<APIGatewayProxyEvent, APIGatewayProxyResult>) => {
    if (response) response.headers = { ...response.headers, 'X-Correlation-Id': correlationId() };
  };
  return { after: mark, onError: mark };
};

const problems = (): MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult> => ({
  onError: (request) => {
    const error = toAppError(request.error);
    if (error instanceof AppError) {
      log.info('http.refused', { code: error.code, fields: error.fields?.map(({ field }) => field) });
      request.response = proxyResult(problemReply(error, request.context.awsRequestId));
    }
  },
});

async function answered<R>(
  event: APIGatewayProxyEvent,
  context: Context,
  answer: Answer<R>,
  { tokens, idempotency }: HttpHandlerOptions,
): Promise<APIGatewayProxyResult> {
  const caller = tokens ? await tokens.callerOf(event.headers['authorization']) : callerOf(event);
  const { resource: route, body, pathParameters: path, queryStringParameters: query, headers } = event;
  const request = { route, body, path, query, headers, caller };
  const work = (origin: Origin) => answer({ ...request, origin } as unknown as RequestOf<R> & Circumstances);

  const key = headers['idempotency-key'];
  if (!idempotency || key === undefined) return proxyResult(await work(toOrigin(newOrigin())));
  const scope = `${event.httpMethod} ${event.resource} ${JSON.stringify(caller)}`;
  return proxyResult(
    await idempotency.once({ scope, key, payload: { path, body } }, context.getRemainingTimeInMillis(), work),
  );
}

const proxyResult = ({ status, headers, body }: Reply): APIGatewayProxyResult => ({
  statusCode: status,
  headers: { ...(body !== undefined && { 'Content-Type': 'application/json' }), ...headers },
  body: body === undefined ? '' : JSON.stringify(body),
});

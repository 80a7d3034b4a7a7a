import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { AnsweredRequest } from '../../contract/measurements.ts';
import type { FunctionInvoker, InvocationResult } from '../../contract/function-invoker.ts';
import type { WebFirewall } from '../../contract/web-firewall.ts';
import type { Recorder } from '../../contract/recorder.ts';
import { toTraceHeader } from '../../contract/trace-header.ts';
import type { AddressedApi } from './addressed-api.ts';
import { startRequest, type RecordedRequest } from './recorded-request.ts';
import { createTokenUsers } from './token-user.ts';
import { stageArn } from './stage-arn.ts';
import type { Route } from './compile-api.ts';
import { compressResponse } from './compression.ts';
import { callerAddress } from './caller-address.ts';
import {
  GatewayError,
  renderGatewayError,
  type GatewayErrorContext,
  type GatewayResponseType,
} from './gateway-response.ts';
import { proxyEvent } from './proxy-event.ts';
import { proxyResponse, type ProxyResponse } from './proxy-response.ts';
import { readBody } from './read-body.ts';
import { problemCode } from './problem-code.ts';
import { segmentsOf } from './route-table.ts';

export interface AnswerNeeds {
  readonly address: (path: string) => AddressedApi | undefined;
  readonly invoker: Pick<FunctionInvoker, 'invoke'>;
  readonly firewall: WebFirewall;
  readonly recorder: Recorder;
  readonly onTrouble: (line: string) => void;
  /** Called for each request to an API. */
  readonly onAnswered: (request: AnsweredRequest) => void;
  /** False until all templates are deployed. */
  readonly isStarted: () => boolean;
  /** Answers a request outside of all APIs; undefined leaves the 403 of API Gateway. */
  readonly answerOutside: (request: IncomingMessage) => ProxyResponse | undefined;
}

interface Handled {
  readonly request: IncomingMessage;
  readonly requestId: string;
  readonly traceId: string;
  readonly addressed: AddressedApi;
  /** As sent, with the base path. */
  readonly sentPath: string;
  readonly query: URLSearchParams;
  readonly recorded: RecordedRequest;
}

/** Handles an HTTP request as API Gateway does: inspect, route, throttle, authorize, validate, integrate. */
export function createAnswerRequest(deps: AnswerNeeds): (request: IncomingMessage) => Promise<ProxyResponse> {
  const tokenUser = createTokenUsers();
  return async (request) => {
    const startedAt = performance.now();
    const url = request.url ?? '/';
    const queryAt = url.indexOf('?');
    const path = queryAt < 0 ? url : url.slice(0, queryAt);
    const query = new URLSearchParams(queryAt < 0 ? '' : url.slice(queryAt + 1));
    const requestId = randomUUID();
    const traceId = toTraceHeader(request.headers['x-amzn-trace-id']?.toString());
    const addressed = deps.address(path);
    const context = refusalContext(request, { requestId, traceId, path, query, addressed });
    const recorded = startRequest(
      { recorder: deps.recorder, tokenUser },
      { request, requestId, traceId, path, addressed },
    );
    const applyMetricFilter = (response: ProxyResponse, refusal?: GatewayError): ProxyResponse => {
      recorded.end(response, context, refusal);
      if (!addressed) return response;
      const { name: apiName, stage } = addressed.api;
      const durationMillis = performance.now() - startedAt;
      const resourcePath = context.context['resourcePath'];
      deps.onAnswered({
        apiName,
        stage: stage.StageName,
        method: request.method ?? 'GET',
        resourcePath: typeof resourcePath === 'string' ? resourcePath : undefined,
        status: response.status,
        headers: Object.keys(response.headers),
        code: problemCode(response),
        durationMillis,
      });
      return response;
    };
    try {
      if (!isDecodable(path)) return applyMetricFilter(badRequest(requestId));
      if (!addressed) {
        const outside = deps.answerOutside(request);
        if (outside !== undefined) return outside;
        await readBody(request);
        if (!deps.isStarted()) return applyMetricFilter(starting(requestId));
        throw new GatewayError('MISSING_AUTHENTICATION_TOKEN');
      }
      const response = await handle(
        { request, requestId, traceId, addressed, sentPath: path, query, recorded },
        context,
        deps,
      );
      return applyMetricFilter({
        ...response,
        headers: { 'x-amzn-RequestId': requestId, 'X-Amzn-Trace-Id': traceId, ...response.headers },
      });
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      return applyMetricFilter(
        renderGatewayError(error, addressed?.api.gatewayResponses ?? new Map(), context),
        error,
      );
    }
  };
}

async function handle(
  { request, requestId, traceId, addressed, sentPath, query, recorded }: Handled,
  context: Writable<GatewayErrorContext>,
  { invoker, firewall, onTrouble }: AnswerNeeds,
): Promise<ProxyResponse> {
  const { api, path } = addressed;
  const match = api.routes.find(segmentsOf(path));
  const route = match?.methods.get(request.method ?? 'GET') ?? match?.methods.get('ANY');
  const body = await readBody(request);
  const block = firewall.inspect(stageArn(api), {
    method: request.method ?? 'GET',
    path: sentPath,
    query: query.toString(),
    headers: request.headers,
    address: callerAddress(request),
  });
  if (block) return block.customResponse ?? refuse('WAF_FILTERED');
  if (!match || !route) throw new GatewayError('MISSING_AUTHENTICATION_TOKEN');
  const variables = decoded(match.variables);
  context.variables = variables;
  context.context = { ...context.context, resourcePath: match.resourcePath, resourceId: route.resourceId };
  if (!route.takeToken()) throw new GatewayError('THROTTLED');
  const claims = await route.authorize?.(request.headers);
  route.validate({ headers: request.headers, query, variables, body });
  if ('status' in route.integration) return route.integration;
  const event = proxyEvent({
    request,
    requestId,
    traceId,
    apiId: api.apiId,
    stage: api.stage.StageName,
    stageVariables: api.stage.Variables,
    resourceId: route.resourceId,
    resourcePath: match.resourcePath,
    path: addressed.eventPath,
    contextPath: addressed.contextPath,
    domainName: (request.headers.host ?? 'localhost').split(':')[0]!,
    variables,
    query,
    body,
    isBinary: api.isBinary(request.headers['content-type']),
    claims,
  });
  const response = await integrate(route.integration, event, { invoker, trace: recorded.trace, onTrouble });
  return compressResponse(
    response,
    request.headers['accept-encoding']?.toString(),
    api.minimumCompressionBytes,
  );
}

async function integrate(
  { functionName, timeoutMillis, isPermitted }: Exclude<Route['integration'], ProxyResponse>,
  event: unknown,
  { invoker, trace, onTrouble }: Pick<AnswerNeeds, 'invoker' | 'onTrouble'> & { trace: string },
): Promise<ProxyResponse> {
  if (!isPermitted) {
    onTrouble(`API Gateway may not invoke ${functionName}: no AWS::Lambda::Permission allows it`);
    throw new GatewayError('API_CONFIGURATION_ERROR');
  }
  const options = { causes: [trace], trigger: 'api', waitMillis: timeoutMillis };
  const invocation = invoker.invoke(functionName, event, options).catch((error: Error) => {
    onTrouble(`${functionName}: ${error.message}`);
    throw new GatewayError(
      error.name === 'TooManyRequestsException' ? 'API_CONFIGURATION_ERROR' : 'INTEGRATION_FAILURE',
    );
  });
  const result = await within(timeoutMillis, invocation);
  if (result.functionError) throw new GatewayError('INTEGRATION_FAILURE');
  try {
    return proxyResponse(result.payload);
  } catch (error) {
    onTrouble(`${functionName} answered what API Gateway calls malformed: ${result.payload.slice(0, 200)}`);
    throw error;
  }
}

async function within(
  timeoutMillis: number,
  invocation: Promise<InvocationResult>,
): Promise<InvocationResult> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new GatewayError('INTEGRATION_TIMEOUT')), timeoutMillis);
  });
  try {
    return await Promise.race([invocation, timeout]);
  } finally {
    clearTimeout(timer);
    // As on AWS, the function keeps running after a timeout; its result is ignored.
    invocation.catch(() => {});
  }
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

function refusalContext(
  request: IncomingMessage,
  {
    requestId,
    traceId,
    path,
    query,
    addressed,
  }: {
    requestId: string;
    traceId: string;
    path: string;
    query: URLSearchParams;
    addressed: AddressedApi | undefined;
  },
): Writable<GatewayErrorContext> {
  return {
    context: {
      requestId,
      extendedRequestId: `${requestId.slice(0, 13)}=`,
      xrayTraceId: traceId,
      httpMethod: request.method ?? '',
      path,
      stage: addressed?.api.stage.StageName ?? '',
      apiId: addressed?.api.apiId ?? '',
      'identity.sourceIp': callerAddress(request),
      'identity.userAgent': request.headers['user-agent'] ?? '',
      requestTimeEpoch: String(Date.now()),
    },
    requestHeaders: request.headers,
    query,
  };
}

function isDecodable(path: string): boolean {
  if (!path.includes('%')) return true;
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

const refuse = (type: GatewayResponseType): never => {
  throw new GatewayError(type);
};

const decoded = (variables: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, decodeURIComponent(value)]));

/** A path that cannot be decoded is rejected before any API, without a gateway response. */
const badRequest = (requestId: string): ProxyResponse => ({
  status: 400,
  headers: {
    'Content-Type': 'application/json',
    'x-amzn-RequestId': requestId,
    'x-amzn-ErrorType': 'BadRequestException',
  },
  body: JSON.stringify({ message: 'Bad Request' }),
});

/** The path may belong to an API that is not deployed yet, so it is not refused as unknown. */
const starting = (requestId: string): ProxyResponse => ({
  status: 503,
  headers: {
    'Content-Type': 'application/json',
    'Retry-After': '1',
    'x-amzn-RequestId': requestId,
    'x-amzn-ErrorType': 'ServiceUnavailableException',
  },
  body: JSON.stringify({ message: 'Service Unavailable' }),
});

import type { IncomingMessage } from 'node:http';
import type { SpanStatus } from '../../contract/activity.ts';
import type { Recorder } from '../../contract/recorder.ts';
import type { AddressedApi } from './addressed-api.ts';
import type { GatewayError, GatewayErrorContext } from './gateway-response.ts';
import type { ProxyResponse } from './proxy-response.ts';
import type { createTokenUsers } from './token-user.ts';
import { stageArn } from './stage-arn.ts';

export interface RecordedRequest {
  /** The trace header for the function that answers the request. */
  readonly trace: string;
  /** @param refusal the reason if the gateway itself answers */
  end(response: ProxyResponse, context: GatewayErrorContext, refusal?: GatewayError): void;
}

interface Dependencies {
  readonly recorder: Recorder;
  readonly tokenUser: ReturnType<typeof createTokenUsers>;
}

interface Received {
  readonly request: IncomingMessage;
  readonly requestId: string;
  readonly traceId: string;
  /** As sent, without the query. */
  readonly path: string;
  readonly addressed: AddressedApi | undefined;
}

// The services accept this format and replace any other id (httpHandler in libs/lambda).
const CORRELATION_ID = /^[\w.:-]{1,128}$/;

/** Starts the span of an HTTP request. The correlation id is known from its header, or from the header of the response. */
export function startRequest(
  { recorder, tokenUser }: Dependencies,
  { request, requestId, traceId, path, addressed }: Received,
): RecordedRequest {
  const method = request.method ?? 'GET';
  const sent = request.headers['x-correlation-id'];
  const span = recorder.start({
    kind: 'request',
    name: `${method} ${path}`,
    ...(addressed && { resource: stageArn(addressed.api) }),
    causes: [traceId],
    correlationIds: typeof sent === 'string' && CORRELATION_ID.test(sent) ? [sent] : [],
    requestId,
    attributes: { method, path, ...(addressed && { api: addressed.api.name }) },
  });
  return {
    trace: span.header,
    end({ status, headers }, { context, variables }, refusal) {
      const route = toRoute(path, addressed, context['resourcePath']);
      const orderId = variables?.['orderId'];
      const correlationId = headerOf(headers, 'x-correlation-id');
      span.end({
        status: toStatus(status, refusal),
        ...(refusal && { error: { type: refusal.type, message: refusal.message } }),
        ...(route !== undefined && { name: `${method} ${route}` }),
        ...(correlationId !== undefined && { correlationId }),
        attributes: {
          httpStatus: status,
          ...(route !== undefined && { route }),
          ...(orderId !== undefined && { orderId }),
          ...(refusal && { refusal: refusal.type }),
          ...(status !== 401 && tokenUser(request.headers.authorization)),
        },
      });
    },
  };
}

/** The path template with the base path; undefined if no route matches. */
function toRoute(
  sentPath: string,
  addressed: AddressedApi | undefined,
  resourcePath: string | undefined,
): string | undefined {
  if (addressed === undefined || resourcePath === undefined) return undefined;
  const basePath = sentPath.endsWith(addressed.path) ? sentPath.slice(0, -addressed.path.length) : '';
  return resourcePath === '/' ? basePath || '/' : basePath + resourcePath;
}

function headerOf(headers: ProxyResponse['headers'], name: string): string | undefined {
  const found = Object.entries(headers).find(([given]) => given.toLowerCase() === name)?.[1];
  return typeof found === 'string' && found !== '' ? found : undefined;
}

/** A client that made a mistake got an answer; only a failure of the system is an error. */
function toStatus(status: number, refusal: GatewayError | undefined): Exclude<SpanStatus, 'running'> {
  if (refusal?.type === 'THROTTLED') return 'throttled';
  if (status === 401 || status === 403) return 'denied';
  return status >= 500 ? 'error' : 'ok';
}

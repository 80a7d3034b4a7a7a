import type { IncomingMessage } from 'node:http';
import { ACCOUNT_ID } from '../../../../workspace/src/aws/aws-constants.ts';
import { callerAddress } from './caller-address.ts';
import type { Claims } from './cognito-authorizer.ts';

export interface ProxyEventParts {
  readonly request: IncomingMessage;
  readonly requestId: string;
  readonly traceId: string;
  readonly apiId: string;
  readonly stage: string;
  readonly stageVariables: Readonly<Record<string, string>> | undefined;
  readonly resourceId: string;
  readonly resourcePath: string;
  /** The path as sent, with the base path and without the query. */
  readonly path: string;
  readonly contextPath: string;
  readonly domainName: string;
  /** Percent-decoded. */
  readonly variables: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Buffer;
  readonly isBinary: boolean;
  readonly claims: Claims | undefined;
}

// Hop-by-hop headers, which functions do not receive. https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
const HOP_BY_HOP = new Set([
  'connection',
  'content-length',
  'expect',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/**
 * The event of a Lambda proxy integration of a REST API (payload format 1.0).
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export function proxyEvent(parts: ProxyEventParts): Record<string, unknown> {
  const { request, requestId, body, isBinary, variables, query, claims } = parts;
  const sourceIp = callerAddress(request);
  const headers = headersOf(request, sourceIp, parts.traceId);
  const now = new Date();
  return {
    resource: parts.resourcePath,
    path: parts.path,
    httpMethod: request.method,
    headers: lastOfEach(headers),
    multiValueHeaders: headers,
    queryStringParameters: query.size > 0 ? Object.fromEntries(query) : null,
    multiValueQueryStringParameters:
      query.size > 0 ? Object.fromEntries([...query.keys()].map((name) => [name, query.getAll(name)])) : null,
    pathParameters: isEmpty(variables) ? null : variables,
    stageVariables: parts.stageVariables && !isEmpty(parts.stageVariables) ? parts.stageVariables : null,
    requestContext: {
      resourceId: parts.resourceId,
      resourcePath: parts.resourcePath,
      httpMethod: request.method,
      extendedRequestId: `${requestId.slice(0, 13)}=`,
      requestTime: commonLogTime(now),
      requestTimeEpoch: now.getTime(),
      path: parts.contextPath,
      accountId: ACCOUNT_ID,
      protocol: `HTTP/${request.httpVersion}`,
      stage: parts.stage,
      domainPrefix: parts.domainName.split('.')[0],
      domainName: parts.domainName,
      apiId: parts.apiId,
      requestId,
      identity: { ...ANONYMOUS_IDENTITY, sourceIp, userAgent: request.headers['user-agent'] ?? null },
      ...(claims ? { authorizer: { claims } } : {}),
    },
    body: body.length === 0 ? null : body.toString(isBinary ? 'base64' : 'utf8'),
    isBase64Encoded: isBinary && body.length > 0,
  };
}

const ANONYMOUS_IDENTITY = {
  cognitoIdentityPoolId: null,
  accountId: null,
  cognitoIdentityId: null,
  caller: null,
  principalOrgId: null,
  accessKey: null,
  cognitoAuthenticationType: null,
  cognitoAuthenticationProvider: null,
  userArn: null,
  user: null,
};

const isEmpty = (record: object): boolean => Object.keys(record).length === 0;

/** The headers with the client's spelling and those that the gateway adds. */
function headersOf(
  { rawHeaders, headers: sent }: IncomingMessage,
  sourceIp: string,
  traceId: string,
): Record<string, string[]> {
  // Without a prototype: a client can send a header named `constructor` or `__proto__`.
  const headers = Object.create(null) as Record<string, string[]>;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]!;
    if (!HOP_BY_HOP.has(name.toLowerCase())) (headers[name] ??= []).push(rawHeaders[at + 1]!);
  }
  const forwardedFor = sent['x-forwarded-for'];
  for (const name of Object.keys(headers))
    if (/^x-(?:forwarded-(?:for|port|proto)|amzn-trace-id)$/i.test(name)) delete headers[name];
  headers['X-Forwarded-For'] = [forwardedFor ? `${String(forwardedFor)}, ${sourceIp}` : sourceIp];
  headers['X-Forwarded-Port'] = ['443'];
  headers['X-Forwarded-Proto'] = ['https'];
  headers['X-Amzn-Trace-Id'] = [traceId];
  return headers;
}

const lastOfEach = (headers: Record<string, string[]>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, values]) => [name, values.at(-1)!]));

/** `09/Apr/2030:12:34:56 +0000` */
function commonLogTime(date: Date): string {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) (\S+) GMT$/.exec(date.toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
}

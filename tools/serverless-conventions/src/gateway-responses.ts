import type { TemplateResource } from './osls.ts';

interface Refusal {
  readonly status: number;
  readonly title: string;
  readonly code: string;
  readonly detail: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const unauthorized: Refusal = {
  status: 401,
  title: 'Unauthorized',
  code: 'auth.unauthorized',
  detail: 'Send a valid access token in the Authorization header.',
  headers: { 'WWW-Authenticate': 'Bearer' },
};
const forbidden: Refusal = {
  status: 403,
  title: 'Forbidden',
  code: 'auth.forbidden',
  detail: 'The token does not allow this request.',
};
const unknownRoute: Refusal = {
  status: 404,
  title: 'Not Found',
  code: 'request.unknown-route',
  detail: 'No route has this method and path.',
};
const throttled: Refusal = {
  status: 429,
  title: 'Too Many Requests',
  code: 'request.throttled',
  detail: 'Wait a moment and try again.',
  headers: { 'Retry-After': '1' },
};
const failed: Refusal = {
  status: 500,
  title: 'Internal Server Error',
  code: 'server.failed',
  detail: 'The request failed on our side; quote requestId when you report it.',
};

/**
 * Every way API Gateway answers by itself.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
const refusals: Readonly<Record<string, Refusal>> = {
  BAD_REQUEST_BODY: {
    status: 400,
    title: 'Bad Request',
    code: 'request.invalid-body',
    // API Gateway writes this string with its quotation marks escaped.
    detail: '$context.error.validationErrorString',
  },
  BAD_REQUEST_PARAMETERS: {
    status: 400,
    title: 'Bad Request',
    code: 'request.invalid-parameters',
    detail: '$context.error.validationErrorString',
  },
  UNAUTHORIZED: unauthorized,
  EXPIRED_TOKEN: unauthorized,
  ACCESS_DENIED: forbidden,
  INVALID_API_KEY: forbidden,
  INVALID_SIGNATURE: forbidden,
  WAF_FILTERED: forbidden,
  // What API Gateway says of a path or method that it does not know.
  MISSING_AUTHENTICATION_TOKEN: unknownRoute,
  RESOURCE_NOT_FOUND: unknownRoute,
  THROTTLED: throttled,
  QUOTA_EXCEEDED: throttled,
  REQUEST_TOO_LARGE: {
    status: 413,
    title: 'Content Too Large',
    code: 'request.too-large',
    detail: 'A request may have 10 MB.',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    title: 'Unsupported Media Type',
    code: 'request.not-json',
    detail: 'Send JSON, with Content-Type: application/json.',
  },
  INTEGRATION_TIMEOUT: {
    status: 504,
    title: 'Gateway Timeout',
    code: 'server.timeout',
    detail: 'The answer took too long; it is safe to repeat a request that carries an Idempotency-Key.',
  },
  AUTHORIZER_FAILURE: failed,
  AUTHORIZER_CONFIGURATION_ERROR: failed,
  API_CONFIGURATION_ERROR: failed,
  INTEGRATION_FAILURE: failed,
  DEFAULT_4XX: {
    status: 400,
    title: 'Bad Request',
    code: 'request.refused',
    detail: 'The request was refused.',
  },
  DEFAULT_5XX: failed,
};

/**
 * Problem details (RFC 9457) for whatever API Gateway answers before, or instead of, a Lambda.
 *
 * @returns resources by logical id, such as `GatewayResponseBadRequestBody`
 */
export const gatewayResponses = (): Record<string, TemplateResource> =>
  Object.fromEntries(
    Object.entries(refusals).map(([type, refusal]) => [
      `GatewayResponse${pascalCase(type)}`,
      gatewayResponse(type, refusal),
    ]),
  );

const pascalCase = (type: string): string =>
  type.toLowerCase().replaceAll(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());

const gatewayResponse = (type: string, { headers, ...problem }: Refusal): TemplateResource => ({
  Type: 'AWS::ApiGateway::GatewayResponse',
  Properties: {
    RestApiId: { Ref: 'ApiGatewayRestApi' },
    ResponseType: type,
    StatusCode: String(problem.status),
    ResponseParameters: responseParameters({
      'Content-Type': 'application/problem+json',
      'Access-Control-Allow-Origin': '*',
      'Cache-Control': 'no-store',
      ...headers,
    }),
    ResponseTemplates: { 'application/json': template(problem) },
  },
});

const responseParameters = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [`gatewayresponse.header.${name}`, `'${value}'`]),
  );

const template = ({ status, title, code, detail }: Refusal): string =>
  JSON.stringify({ type: 'about:blank', title, status, code, detail, requestId: '$context.requestId' });

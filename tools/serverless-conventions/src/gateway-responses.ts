import type { TemplateResource } from './template.ts';

interface GatewayError {
  readonly status: number;
  readonly title: string;
  readonly code: string;
  readonly detail: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const unauthorized: GatewayError = {
  status: 401,
  title: 'Unauthorized',
  code: 'auth.unauthorized',
  detail: 'Send a valid access token in the Authorization header.',
  headers: { 'WWW-Authenticate': 'Bearer' },
};
const forbidden: GatewayError = {
  status: 403,
  title: 'Forbidden',
  code: 'auth.forbidden',
  detail: 'The access token does not permit this request. Use one with the required scope.',
};
const unknownRoute: GatewayError = {
  status: 404,
  title: 'Not Found',
  code: 'request.unknown-route',
  detail: 'No route matches this method and path. Check both.',
};
const throttled: GatewayError = {
  status: 429,
  title: 'Too Many Requests',
  code: 'request.throttled',
  detail: 'Too many requests. Retry after the number of seconds in Retry-After.',
  headers: { 'Retry-After': '1' },
};
/** Rate-based rules block without a response of their own (services/platform/infra/web-acl.yml). */
const rateExceeded: GatewayError = {
  status: 429,
  title: 'Too Many Requests',
  code: 'request.rate-exceeded',
  detail:
    'Too many requests from this IP address within five minutes. Retry after the number of seconds in Retry-After.',
  // AWS WAF evaluates the rate about every ten seconds; the count falls as the oldest requests leave the window.
  headers: { 'Retry-After': '60' },
};
const failed: GatewayError = {
  status: 500,
  title: 'Internal Server Error',
  code: 'server.failed',
  detail: 'An internal error occurred. Retry later, and quote the requestId when you report it.',
};

/**
 * The responses that API Gateway generates itself.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
const gatewayErrors: Readonly<Record<string, GatewayError>> = {
  BAD_REQUEST_BODY: {
    status: 400,
    title: 'Bad Request',
    code: 'request.invalid-body',
    // The validation errors of API Gateway repeat names and values that the client wrote.
    detail: 'The body does not match its schema. Compare it with the OpenAPI document.',
  },
  BAD_REQUEST_PARAMETERS: {
    status: 400,
    title: 'Bad Request',
    code: 'request.invalid-parameters',
    // Names only parameters that the route declares: "Missing required request parameters: [Idempotency-Key]".
    detail: '$context.error.validationErrorString',
  },
  UNAUTHORIZED: unauthorized,
  EXPIRED_TOKEN: unauthorized,
  ACCESS_DENIED: forbidden,
  INVALID_API_KEY: forbidden,
  INVALID_SIGNATURE: forbidden,
  WAF_FILTERED: rateExceeded,
  // API Gateway's response to an unknown path or method.
  MISSING_AUTHENTICATION_TOKEN: unknownRoute,
  RESOURCE_NOT_FOUND: unknownRoute,
  THROTTLED: throttled,
  QUOTA_EXCEEDED: throttled,
  REQUEST_TOO_LARGE: {
    status: 413,
    title: 'Content Too Large',
    code: 'request.too-large',
    detail: 'The body is too large. Send at most 256 KB.',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    title: 'Unsupported Media Type',
    code: 'request.not-json',
    detail: 'The content type is not supported. Send JSON with Content-Type: application/json.',
  },
  INTEGRATION_TIMEOUT: {
    status: 504,
    title: 'Gateway Timeout',
    code: 'server.timeout',
    detail: 'The request timed out. A request with an Idempotency-Key is safe to retry.',
  },
  AUTHORIZER_FAILURE: failed,
  AUTHORIZER_CONFIGURATION_ERROR: failed,
  API_CONFIGURATION_ERROR: failed,
  INTEGRATION_FAILURE: failed,
  DEFAULT_4XX: {
    status: 400,
    title: 'Bad Request',
    code: 'request.refused',
    detail: 'The request was rejected. Check it against the API documentation.',
  },
  DEFAULT_5XX: failed,
};

/**
 * Creates problem details (RFC 9457) for the responses that API Gateway generates itself.
 *
 * @returns resources by logical id, such as `GatewayResponseBadRequestBody`
 */
export const gatewayResponses = (): Record<string, TemplateResource> =>
  Object.fromEntries(
    Object.entries(gatewayErrors).map(([type, refusal]) => [
      `GatewayResponse${pascalCase(type)}`,
      gatewayResponse(type, refusal),
    ]),
  );

const pascalCase = (type: string): string =>
  type.toLowerCase().replaceAll(/(?:^|_)(\w)/g, (_, first: string) => first.toUpperCase());

const gatewayResponse = (type: string, { headers, ...problem }: GatewayError): TemplateResource => ({
  Type: 'AWS::ApiGateway::GatewayResponse',
  Properties: {
    RestApiId: { Ref: 'ApiGatewayRestApi' },
    ResponseType: type,
    StatusCode: String(problem.status),
    ResponseParameters: responseParameters({
      'Content-Type': 'application/problem+json',
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Expose-Headers': 'Retry-After,X-Correlation-Id,x-amzn-RequestId',
      'Cache-Control': 'no-store',
      'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
      'X-Content-Type-Options': 'nosniff',
      ...headers,
    }),
    ResponseTemplates: { 'application/json': template(problem) },
  },
});

const responseParameters = (headers: Readonly<Record<string, string>>) => ({
  ...Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [`gatewayresponse.header.${name}`, `'${value}'`]),
  ),
  // The correlation id that a function would use, unless the client sent one.
  'gatewayresponse.header.X-Correlation-Id': 'context.requestId',
});

const template = ({ status, title, code, detail }: GatewayError): string =>
  JSON.stringify({ type: 'about:blank', title, status, code, detail, requestId: '$context.requestId' });

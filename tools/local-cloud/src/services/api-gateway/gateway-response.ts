import type { GatewayResponseProperties } from './api-draft.ts';

/** The types of gateway responses. https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html */
export const gatewayResponseDefaults = {
  ACCESS_DENIED: { status: 403, message: 'User is not authorized to access this resource' },
  API_CONFIGURATION_ERROR: { status: 500, message: 'Internal server error' },
  AUTHORIZER_CONFIGURATION_ERROR: { status: 500, message: 'Internal server error' },
  AUTHORIZER_FAILURE: { status: 500, message: 'Internal server error' },
  BAD_REQUEST_BODY: { status: 400, message: 'Invalid request body' },
  BAD_REQUEST_PARAMETERS: { status: 400, message: 'Bad Request' },
  EXPIRED_TOKEN: { status: 401, message: 'The incoming token has expired' },
  INTEGRATION_FAILURE: { status: 502, message: 'Internal server error' },
  INTEGRATION_TIMEOUT: { status: 504, message: 'Endpoint request timed out' },
  MISSING_AUTHENTICATION_TOKEN: { status: 403, message: 'Missing Authentication Token' },
  REQUEST_TOO_LARGE: { status: 413, message: 'Request Too Long' },
  THROTTLED: { status: 429, message: 'Too Many Requests' },
  UNAUTHORIZED: { status: 401, message: 'Unauthorized' },
  WAF_FILTERED: { status: 403, message: 'Forbidden' },
} as const;

export type GatewayResponseType = keyof typeof gatewayResponseDefaults;

/** Ends the handling of a request with a response of the gateway itself. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  readonly type: GatewayResponseType;
  readonly validationErrorString: string | undefined;

  constructor(
    type: GatewayResponseType,
    { message, validationErrorString }: { message?: string; validationErrorString?: string } = {},
  ) {
    super(message ?? gatewayResponseDefaults[type].message);
    this.type = type;
    this.validationErrorString = validationErrorString;
  }
}

/** The values that templates of gateway responses can use. */
export interface GatewayErrorContext {
  /** `$context.NAME`, such as `requestId` and `identity.sourceIp`. */
  readonly context: Readonly<Record<string, string>>;
  /** Lower-case names. */
  readonly requestHeaders: Readonly<Record<string, string | string[] | undefined>>;
  readonly variables?: Readonly<Record<string, string>>;
  readonly query?: URLSearchParams;
}

export interface RenderedResponse {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** Renders an error with the API's gateway response for its type, with DEFAULT_4XX or DEFAULT_5XX, or with the default of AWS. */
export function renderGatewayError(
  refusal: GatewayError,
  responses: ReadonlyMap<string, GatewayResponseProperties>,
  request: GatewayErrorContext,
): RenderedResponse {
  const { status: defaultStatus } = gatewayResponseDefaults[refusal.type];
  const fallback = defaultStatus < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX';
  const response = responses.get(refusal.type) ?? responses.get(fallback);
  const values = valuesOf(refusal, request);
  const headers: Record<string, string> = {
    'Content-Type': 'application/json',
    'x-amzn-RequestId': request.context.requestId ?? '',
    'x-amzn-ErrorType': errorTypeOf(refusal.type),
  };
  for (const [name, expression] of Object.entries(response?.ResponseParameters ?? {})) {
    const header = /^gatewayresponse\.header\.(?<name>.+)$/.exec(name)?.groups?.name;
    const value = parameterValue(expression, values, request);
    if (header && value !== undefined) setHeader(headers, header, value);
  }
  const template =
    response?.ResponseTemplates?.['application/json'] ?? '{"message":$context.error.messageString}';
  return {
    status: Number(response?.StatusCode ?? defaultStatus),
    headers,
    body: substitute(template, values),
  };
}

function setHeader(headers: Record<string, string>, name: string, value: string): void {
  const same = Object.keys(headers).find((known) => known.toLowerCase() === name.toLowerCase());
  if (same) delete headers[same];
  headers[name] = value;
}

function valuesOf(
  { type, message, validationErrorString }: GatewayError,
  { context }: GatewayErrorContext,
): Record<string, string> {
  return {
    ...context,
    'error.message': message,
    // The only value that includes quotation marks.
    'error.messageString': JSON.stringify(message),
    'error.responseType': type,
    // Templates put it in quotation marks inside a JSON document.
    'error.validationErrorString': escaped(validationErrorString ?? ''),
  };
}

const escaped = (text: string): string => JSON.stringify(text).slice(1, -1);

/** Replaces `$context.a.b` and `${context.a.b}`; unknown variables become empty. */
const substitute = (template: string, values: Record<string, string>): string =>
  template.replaceAll(
    /\$(?:\{context\.(?<braced>[\w.]+)\}|context\.(?<bare>\w+(?:\.\w+)*))/g,
    (_, braced?: string, bare?: string) => {
      return values[braced ?? bare ?? ''] ?? '';
    },
  );

/** `'a literal'`, `context.x`, or a part of the request: `method.request.header.X`. */
function parameterValue(
  expression: string,
  values: Record<string, string>,
  request: GatewayErrorContext,
): string | undefined {
  if (expression.startsWith("'")) return expression.slice(1, -1);
  if (expression.startsWith('context.')) return values[expression.slice('context.'.length)];
  const [, part, name] = /^method\.request\.(header|querystring|path)\.(.+)$/.exec(expression) ?? [];
  if (part === 'header') return request.requestHeaders[name!.toLowerCase()]?.toString();
  if (part === 'querystring') return request.query?.get(name!) ?? undefined;
  return name === undefined ? undefined : request.variables?.[name];
}

const errorTypeOf = (type: GatewayResponseType): string => {
  if (type === 'MISSING_AUTHENTICATION_TOKEN') return 'MissingAuthenticationTokenException';
  if (type.startsWith('BAD_REQUEST')) return 'BadRequestException';
  if (type === 'UNAUTHORIZED' || type === 'EXPIRED_TOKEN') return 'UnauthorizedException';
  if (type === 'THROTTLED') return 'TooManyRequestsException';
  if (type === 'ACCESS_DENIED') return 'AccessDeniedException';
  if (type === 'WAF_FILTERED') return 'ForbiddenException';
  return 'InternalServerErrorException';
};

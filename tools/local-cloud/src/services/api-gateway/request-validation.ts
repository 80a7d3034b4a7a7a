import type { MethodProperties } from './api-draft.ts';
import { GatewayError } from './gateway-response.ts';

export interface RequestParts {
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly query: URLSearchParams;
  readonly variables: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export type ModelCheck = (body: unknown) => string | undefined;

/**
 * Creates the request validator of a method. API Gateway validates the parameters first, then the body.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html
 * @returns a function that throws a GatewayError of type BAD_REQUEST_PARAMETERS or BAD_REQUEST_BODY
 */
export function createRequestValidation({
  method,
  validator,
  models,
}: {
  method: MethodProperties;
  validator: { readonly body: boolean; readonly parameters: boolean };
  models: ReadonlyMap<string, ModelCheck>;
}): (request: RequestParts) => void {
  const required = validator.parameters ? requiredParameters(method) : [];
  const checks = validator.body ? bodyChecks(method, models) : new Map<string, ModelCheck>();
  return (request) => {
    const missing = required
      .filter(({ part, name }) => isMissing(request, part, name))
      .map(({ name }) => name);
    if (missing.length > 0) {
      const message = `Missing required request parameters: [${missing.join(', ')}]`;
      throw new GatewayError('BAD_REQUEST_PARAMETERS', { message, validationErrorString: message });
    }
    const check = checks.size > 0 ? (checks.get(mediaType(request)) ?? checks.get('$default')) : undefined;
    if (check) checkBody(request.body, check);
  };
}

const requiredParameters = ({ RequestParameters = {} }: MethodProperties) =>
  Object.entries(RequestParameters).flatMap(([key, isRequired]) => {
    const [, part, name] = /^method\.request\.(path|querystring|header)\.(.+)$/.exec(key) ?? [];
    return part && name && String(isRequired) === 'true' ? [{ part, name }] : [];
  });

/** An empty value counts as missing. */
function isMissing({ headers, query, variables }: RequestParts, part: string, name: string): boolean {
  if (part === 'querystring') return !query.get(name);
  if (part === 'header') return !headers[name.toLowerCase()];
  return !variables[name];
}

function bodyChecks(
  { RequestModels = {} }: MethodProperties,
  models: ReadonlyMap<string, ModelCheck>,
): Map<string, ModelCheck> {
  return new Map(
    Object.entries(RequestModels).map(([contentType, modelName]) => {
      const check = models.get(modelName);
      if (!check) throw new Error(`No template declares the request model ${modelName}.`);
      return [contentType.toLowerCase(), check];
    }),
  );
}

/** As on AWS, a body of another media type is not validated, and a body without a media type counts as JSON. */
const mediaType = ({ headers }: RequestParts): string =>
  String(headers['content-type'] ?? 'application/json')
    .split(';')[0]!
    .trim()
    .toLowerCase();

function checkBody(body: Buffer, check: ModelCheck): void {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body.length === 0 ? 'null' : body.toString('utf8'));
  } catch {
    throw new GatewayError('BAD_REQUEST_BODY', { validationErrorString: 'Invalid request body' });
  }
  const validationErrorString = check(parsed);
  if (validationErrorString) throw new GatewayError('BAD_REQUEST_BODY', { validationErrorString });
}

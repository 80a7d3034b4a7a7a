import { GatewayError } from './gateway-response.ts';

export interface ProxyResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: string | Buffer;
}

interface Answer {
  statusCode?: unknown;
  headers?: unknown;
  multiValueHeaders?: unknown;
  body?: unknown;
  isBase64Encoded?: unknown;
}

/**
 * Parses the response of a function to a proxy event.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-output-format
 * @throws GatewayError (502) if the response does not have the required format
 */
export function proxyResponse(payload: string): ProxyResponse {
  const answer = JSON.parse(payload) as Answer | null;
  if (answer === null || typeof answer !== 'object' || Array.isArray(answer)) throw malformed();
  const status = Number(answer.statusCode);
  if (!Number.isInteger(status) || status < 100 || status > 599 || answer.statusCode === null)
    throw malformed();
  const { body = '', isBase64Encoded } = answer;
  if (body !== null && typeof body !== 'string') throw malformed();
  return {
    status,
    headers: headersOf(answer),
    body: isBase64Encoded === true ? Buffer.from(body ?? '', 'base64') : (body ?? ''),
  };
}

// API Gateway renames these headers of functions.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
const REMAPPED = 'www-authenticate';

/** For a name in both, `multiValueHeaders` takes precedence. */
function headersOf({ headers, multiValueHeaders }: Answer): Record<string, string | string[]> {
  const named = new Map<string, [string, string | string[]]>();
  for (const [name, value] of entriesOf(headers)) {
    if (typeof value === 'object') throw malformed();
    named.set(name.toLowerCase(), [name, String(value)]);
  }
  for (const [name, values] of entriesOf(multiValueHeaders)) {
    if (!Array.isArray(values)) throw malformed();
    named.set(name.toLowerCase(), [name, values.map(String)]);
  }
  named.delete('content-length');
  named.delete('connection');
  named.delete('transfer-encoding');
  const [name, remapped] = named.get(REMAPPED) ?? [];
  if (remapped !== undefined) named.set(REMAPPED, [`x-amzn-Remapped-${name}`, remapped]);
  return Object.fromEntries(named.values());
}

function entriesOf(headers: unknown): [string, unknown][] {
  if (headers === undefined || headers === null) return [];
  if (typeof headers !== 'object' || Array.isArray(headers)) throw malformed();
  return Object.entries(headers).filter(([, value]) => value !== null && value !== undefined);
}

const malformed = (): GatewayError => new GatewayError('INTEGRATION_FAILURE');

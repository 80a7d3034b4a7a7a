import { newId } from '#libs/models';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import type { NewItem } from '../item.ts';
import { createItem, getItem } from '../items.ts';
import { count } from './count.ts';
import type { Stack } from './stack.ts';

const { STAGE: stage, POWERTOOLS_SERVICE_NAME: service, CODE_VERSION: version } = process.env;
const staffIssuer = process.env['STAFF_ISSUER_URL'];

/**
 * The floor: one function by hand with the duties of the other stacks. It finds the headers without regard to case, checks
 * the caller, the size, content type and schema, and writes one log line and the same response headers.
 */
export const raw = (withMetrics: boolean): Stack => ({
  name: 'raw',
  GET: async (event, context) => {
    const headers = lowerCase(event.headers);
    const correlationId = toCorrelationId(headers['x-correlation-id'], event);
    const { itemId = '' } = event.pathParameters ?? {};
    const { expand } = event.queryStringParameters ?? {};
    const isValid = ITEM_ID.test(itemId) && (expand === undefined || expand === 'true' || expand === 'false');
    if (!isValid) return respond(event, context, { status: 400, correlationId });
    const item = getItem(itemId);
    if (withMetrics) count('ItemRead');
    const extra = { ETag: `"${item.version}"` };
    if (headers['if-none-match'] === extra.ETag)
      return respond(event, context, { status: 304, correlationId, extra });
    return respond(event, context, { status: 200, correlationId, extra, body: item });
  },
  POST: async (event, context) => {
    const headers = lowerCase(event.headers);
    const correlationId = toCorrelationId(headers['x-correlation-id'], event);
    const refuse = (status: number) => respond(event, context, { status, correlationId });
    const claims = event.requestContext.authorizer?.['claims'] as Record<string, string> | undefined;
    if (claims?.['iss'] !== staffIssuer || claims?.['username'] === undefined) return refuse(403);
    if (Buffer.byteLength(event.body ?? '') > 256 * 1024) return refuse(413);
    if (!JSON_TYPE.test(headers['content-type'] ?? '')) return refuse(415);
    const key = headers['idempotency-key'];
    if (!key || key.length > 255 || !event.body || event.body.includes('__proto__')) return refuse(400);
    let body: unknown;
    try {
      body = JSON.parse(event.body);
    } catch {
      return refuse(400);
    }
    if (!isNewItem(body)) return refuse(400);
    const at = new Date();
    const item = createItem(body, newId('itm', at.getTime()), at);
    if (withMetrics) count('ItemCreated');
    const extra = { ETag: `"${item.version}"`, Location: `/items/${item.itemId}` };
    return respond(event, context, { status: 201, correlationId, extra, body: item });
  },
});

const ITEM_ID = /^itm_[0-9a-z]{36}$/;
const PRODUCT_ID = /^prd_[0-9a-z]{36}$/;
const EMAIL = /^[^@\s]+@[^@\s]+$/;
const COUNTRY = /^[A-Z]{2}$/;
const CODE = /^[A-Z0-9-]{1,40}$/;
const JSON_TYPE = /^application\/json *(; *charset=("?)utf-8\2)?$/i;
const CORRELATION_ID = /^[\w.:-]{1,128}$/;

function lowerCase(headers: Record<string, string | undefined>): Record<string, string | undefined> {
  const lower: Record<string, string | undefined> = {};
  for (const name in headers) lower[name.toLowerCase()] = headers[name];
  return lower;
}

const toCorrelationId = (received: string | undefined, event: APIGatewayProxyEvent): string =>
  received && CORRELATION_ID.test(received) ? received : event.requestContext.requestId;

interface Answer {
  readonly status: number;
  readonly correlationId: string;
  readonly extra?: Record<string, string>;
  readonly body?: unknown;
}

function respond(
  event: APIGatewayProxyEvent,
  context: Context,
  { status, correlationId, extra, body }: Answer,
): APIGatewayProxyResult {
  const line = {
    timestamp: new Date().toISOString(),
    level: 'INFO',
    event: 'http.answered',
    service,
    function: 'item',
    stage,
    version,
    requestId: context.awsRequestId,
    correlationId,
    traceId: process.env['_X_AMZN_TRACE_ID']?.split(';')[0]?.replace('Root=', ''),
    method: event.httpMethod,
    route: event.resource,
    status,
    apiRequestId: event.requestContext.requestId,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
  return {
    statusCode: status,
    headers: {
      'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
      'X-Content-Type-Options': 'nosniff',
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Expose-Headers': 'ETag,Location,X-Correlation-Id,x-amzn-RequestId',
      'Cache-Control': 'no-store',
      'X-Correlation-Id': correlationId,
      'Content-Type': 'application/json',
      ...extra,
    },
    body: body === undefined ? '' : JSON.stringify(body),
  };
}

type Properties = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Properties =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isText = (value: unknown, max: number): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= max;

const hasOnly = (value: Properties, names: ReadonlySet<string>): boolean => {
  for (const name in value) if (!names.has(name)) return false;
  return true;
};

const ITEM_NAMES = new Set(['lineItems', 'email', 'shippingAddress', 'discountCodes', 'note']);
const LINE_NAMES = new Set(['productId', 'quantity']);
const ADDRESS_NAMES = new Set(['name', 'line1', 'line2', 'city', 'postalCode', 'country']);

function isNewItem(value: unknown): value is NewItem {
  if (!isObject(value) || !hasOnly(value, ITEM_NAMES)) return false;
  const { lineItems, email, shippingAddress, discountCodes, note } = value;
  return (
    Array.isArray(lineItems) &&
    lineItems.length >= 1 &&
    lineItems.length <= 100 &&
    lineItems.every(isLine) &&
    isText(email, 254) &&
    EMAIL.test(email) &&
    isAddress(shippingAddress) &&
    (discountCodes === undefined ||
      (Array.isArray(discountCodes) && discountCodes.length <= 5 && discountCodes.every(isCode))) &&
    (note === undefined || (typeof note === 'string' && note.length <= 500))
  );
}

const isLine = (line: unknown): boolean =>
  isObject(line) &&
  hasOnly(line, LINE_NAMES) &&
  isText(line['productId'], 40) &&
  PRODUCT_ID.test(line['productId']) &&
  Number.isInteger(line['quantity']) &&
  (line['quantity'] as number) >= 1 &&
  (line['quantity'] as number) <= 99;

const isAddress = (address: unknown): boolean =>
  isObject(address) &&
  hasOnly(address, ADDRESS_NAMES) &&
  isText(address['name'], 100) &&
  isText(address['line1'], 100) &&
  (address['line2'] === undefined || isText(address['line2'], 100)) &&
  isText(address['city'], 100) &&
  isText(address['postalCode'], 20) &&
  isText(address['country'], 2) &&
  COUNTRY.test(address['country']);

const isCode = (code: unknown): boolean => isText(code, 40) && CODE.test(code);

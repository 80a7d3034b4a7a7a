import { AppError } from '#libs/errors';
import type { MiddlewareObj } from '@middy/core';
import jsonBodyParser from '@middy/http-json-body-parser';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { invalidBody } from './validate-request.ts';

/** The largest body of a request. The largest one that a schema accepts, a product in a script of 4-byte characters, has 60 KB. */
export const MAX_BODY_BYTES = 256 * 1024;

type Middleware = MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult>;

/** Rejects a body larger than {@link MAX_BODY_BYTES} before anything reads it. */
export const limitBody = (): Middleware => ({
  before: ({ event: { body, isBase64Encoded } }) => {
    const bytes = Buffer.byteLength(body ?? '', isBase64Encoded ? 'base64' : 'utf8');
    if (bytes > MAX_BODY_BYTES)
      throw new AppError('too-large', 'request.too-large', {
        detail: `The body is too large. Send at most ${MAX_BODY_BYTES / 1024} KB.`,
      });
  },
});

/**
 * Parses a JSON body.
 *
 * @param maxItems  the length of the longest list that the schema accepts. A longer list is rejected here, because
 *   comparing the items of a list takes quadratic time.
 */
export const readJsonBody = (maxItems: number): Middleware => ({
  before: ({ event }) => {
    if (!isJson(event.headers['content-type'])) throw notJson();
    const text = toText(event);
    const parsed = parseObject(text);
    if (mayHaveLists(text, maxItems)) requireBounded(parsed, maxItems);
    event.body = parsed as never;
  },
});

// Not `application/problem+json` and the like, which API Gateway does not validate. JSON is UTF-8 (RFC 8259).
function isJson(contentType = ''): boolean {
  const [type, ...parameters] = contentType.split(';').map((part) => part.trim().toLowerCase());
  return (
    type === 'application/json' && ['', 'charset=utf-8', 'charset="utf-8"'].includes(parameters.join(';'))
  );
}

const toText = ({ body, isBase64Encoded }: APIGatewayProxyEvent): string =>
  isBase64Encoded ? Buffer.from(body ?? '', 'base64').toString() : (body ?? '');

// What a key of a prototype is written with: its name, or an escape, which can replace any of its characters.
const SUSPICIOUS = /__proto__|constructor|\\u/;
const strictParser = jsonBodyParser({ disableContentTypeCheck: true }) as { before(request: object): void };

/**
 * Parses a JSON object. Assigned to another object, the keys `__proto__` and `constructor.prototype` would replace its
 * prototype: the parser of Middy looks for them by a function that `JSON.parse` calls for each value, which takes ten times
 * as long. A text that cannot contain them is parsed without it, to the same result.
 *
 * @throws AppError invalid `request.invalid-body`
 */
export function parseObject(text: string): object {
  let parsed: unknown;
  try {
    parsed = SUSPICIOUS.test(text) ? parseStrictly(text) : JSON.parse(text);
  } catch {
    throw notAnObject();
  }
  if (parsed === null || typeof parsed !== 'object' || Array.isArray(parsed)) throw notAnObject();
  return parsed;
}

/** @throws Error for invalid JSON and for a key that would replace a prototype */
export function parseStrictly(text: string): unknown {
  const event = { body: text as unknown };
  strictParser.before({ event });
  return event.body;
}

/** Returns whether a text can contain a list of more than `maxItems` items, which has at least as many commas. */
function mayHaveLists(text: string, maxItems: number): boolean {
  let commas = 0;
  for (let at = text.indexOf('['); commas < maxItems && at !== -1; commas++) at = text.indexOf(',', at + 1);
  return commas >= maxItems;
}

/** Walks without recursion, because a body can be nested as deep as it is long. */
function requireBounded(body: object, maxItems: number): void {
  const open: object[] = [body];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (Array.isArray(value) && value.length > maxItems)
      throw invalidBody([{ field: '/body', message: `must NOT have a list of more than ${maxItems} items` }]);
    for (const inner of Object.values(value) as unknown[])
      if (inner !== null && typeof inner === 'object') open.push(inner);
  }
}

const notJson = () =>
  new AppError('unsupported-media-type', 'request.not-json', {
    detail: 'The content type is not supported. Send JSON with Content-Type: application/json.',
  });

const notAnObject = () =>
  new AppError('invalid', 'request.invalid-body', {
    detail: 'The body is not a JSON object. Correct its syntax.',
  });

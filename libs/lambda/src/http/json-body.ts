import { AppError } from '#libs/errors';
import type { MiddlewareObj } from '@middy/core';
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
    const parsed = parse(event);
    requireBounded(parsed, maxItems);
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

function parse({ body, isBase64Encoded }: APIGatewayProxyEvent): object {
  const text = isBase64Encoded ? Buffer.from(body ?? '', 'base64').toString() : body;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text ?? '');
  } catch (cause) {
    throw notAnObject(cause);
  }
  if (parsed === null || typeof parsed !== 'object' || Array.isArray(parsed)) throw notAnObject();
  return parsed;
}

/** Walks without recursion, because a body can be nested as deep as it is long. */
function requireBounded(body: object, maxItems: number): void {
  const open: object[] = [body];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (Array.isArray(value) && value.length > maxItems)
      throw invalidBody([{ field: '/body', message: `must NOT have a list of more than ${maxItems} items` }]);
    // Assigned to an object, this key would replace its prototype.
    if (Object.hasOwn(value, '__proto__')) throw notAnObject();
    for (const inner of Object.values(value) as unknown[])
      if (inner !== null && typeof inner === 'object') open.push(inner);
  }
}

const notJson = () =>
  new AppError('unsupported-media-type', 'request.not-json', {
    detail: 'The content type is not supported. Send JSON with Content-Type: application/json.',
  });

const notAnObject = (cause?: unknown) =>
  new AppError('invalid', 'request.invalid-body', {
    detail: 'The body is not a JSON object. Correct its syntax.',
    cause,
  });

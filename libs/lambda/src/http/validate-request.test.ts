import { describe, expect, it } from '@jest/globals';
import { captureLogLines } from '#libs/testing';
import type { APIGatewayProxyEvent, Context } from 'aws-lambda';
import fc from 'fast-check';
import { Type } from 'typebox';
import { anyone } from './access.ts';
import { httpHandler } from './http-handler.ts';
import { httpRequest } from './http-request.ts';
import { noContent } from './reply.ts';
import { MAX_ERRORS } from './validate-request.ts';

const Seat = Type.Object(
  {
    row: Type.Integer({ minimum: 1, maximum: 9 }),
    side: Type.Enum(['left', 'right']),
    note: Type.Optional(Type.String({ maxLength: 5, pattern: '^[a-z]*$' })),
  },
  { additionalProperties: false },
);
const request = httpRequest({
  tag: 'Seats',
  summary: 'Book seats',
  description: 'Of one hall.',
  access: anyone,
  path: Type.Object({ hallId: Type.String({ minLength: 2, maxLength: 5 }) }),
  query: Type.Object(
    { limit: Type.Optional(Type.Integer({ maximum: 10 })) },
    { additionalProperties: false },
  ),
  body: Type.Object(
    {
      seats: Type.Array(Seat, { maxItems: 1000 }),
      tags: Type.Optional(
        Type.Record(Type.String({ pattern: '^[a-z]{1,20}$' }), Type.Integer(), {
          additionalProperties: false,
        }),
      ),
    },
    { additionalProperties: false },
  ),
  responses: { 204: null },
});
const handler = httpHandler(request, async () => noContent());

const send = async (parts: { body?: unknown; path?: object; query?: object }) => {
  const event = {
    httpMethod: 'POST',
    resource: '/halls/{hallId}/seats',
    headers: { 'Content-Type': 'application/json' },
    pathParameters: parts.path ?? { hallId: 'h1' },
    queryStringParameters: parts.query ?? null,
    body: JSON.stringify(parts.body ?? { seats: [] }),
    requestContext: { requestId: 'gw-1', identity: { sourceIp: '192.0.2.1' } },
  } as unknown as APIGatewayProxyEvent;
  return handler(event, { awsRequestId: 'req-1', getRemainingTimeInMillis: () => 10_000 } as Context);
};

// No declared name and no message contains this.
const MARK = 'Zq7';
const hostileName = fc.tuple(fc.string(), fc.string()).map(([a, b]) => `${a}${MARK}${b}`);
// A body with this key is rejected before its validation, without a list of errors.
const hostileValue = fc.jsonValue().filter((value) => !JSON.stringify(value).includes('"__proto__"'));
const hostileObject = fc.dictionary(hostileName, hostileValue, { minKeys: 1, maxKeys: 50 });
const hostileRequest = fc.oneof(
  fc.record({ body: hostileObject }),
  fc.record({
    body: fc.record({ seats: fc.array(fc.oneof(hostileObject, fc.integer()), { minLength: 1 }) }),
  }),
  fc.record({ body: fc.record({ seats: fc.constant([]), tags: hostileObject }) }),
  fc.record({ query: fc.dictionary(hostileName, fc.string(), { minKeys: 1 }) }),
  fc.record({ path: fc.dictionary(hostileName, fc.string(), { minKeys: 1 }) }),
);

describe('an invalid request', () => {
  it('is answered and logged with declared names only, and at most 20 errors', async () => {
    await fc.assert(
      fc.asyncProperty(hostileRequest, async (hostile) => {
        let response: Awaited<ReturnType<typeof send>> | undefined;
        const lines = await captureLogLines(async () => {
          response = await send(hostile);
        });
        const { errors = [] } = JSON.parse(response!.body) as { errors?: object[] };
        expect(response!.statusCode).toBe(400);
        // A body with this key is not validated at all, so there is nothing to list.
        const isForbidden = JSON.stringify(hostile).includes('"__proto__":');
        expect(errors.length > 0 || isForbidden).toBe(true);
        expect(errors.length).toBeLessThanOrEqual(MAX_ERRORS);
        expect(response!.body + JSON.stringify(lines)).not.toContain(MARK);
      }),
    );
  });

  it('gets a small response, however many errors it has', async () => {
    const { statusCode, body } = await send({ body: { seats: Array.from({ length: 1000 }, () => 1) } });
    expect(statusCode).toBe(400);
    expect((JSON.parse(body) as { errors: object[] }).errors).toHaveLength(MAX_ERRORS);
    expect(body.length).toBeLessThan(2500);
  });

  it('lists each error once, at the property', async () => {
    const seats = [{ row: 0, col: 1, cell: 2, side: 'left' }, { row: 1 }];
    const { errors } = JSON.parse((await send({ body: { seats, tags: { color: 'red' } } })).body) as {
      errors: { field: string }[];
    };
    expect(errors.map(({ field }) => field).toSorted()).toEqual([
      '/body/seats/0',
      '/body/seats/0/row',
      '/body/seats/1/side',
      '/body/tags/*',
    ]);
  });
});

describe('httpRequest', () => {
  it('requires a limit for every list in a body', () => {
    const body = Type.Object({
      seats: Type.Array(Type.Object({ rows: Type.Array(Type.Integer()) }), { maxItems: 5 }),
    });
    expect(() =>
      httpRequest({
        tag: 'Seats',
        description: 'At the end.',
        summary: 'Book',
        access: anyone,
        body,
        responses: { 204: null },
      }),
    ).toThrow('maxItems');
  });
});

import { describe, expect, it } from '@jest/globals';
import { AppError } from '#libs/errors';
import { inMemoryIdempotency } from '#libs/testing';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { Type } from 'typebox';
import { anyone } from './access.ts';
import { httpHandler } from './http-handler.ts';
import { httpRequest } from './http-request.ts';
import { created, ok } from './reply.ts';

const context = {
  awsRequestId: 'req-1',
  functionName: 'f',
  getRemainingTimeInMillis: () => 10_000,
} as Context;

const proxyEvent = (event: Partial<APIGatewayProxyEvent> = {}) =>
  ({
    httpMethod: 'POST',
    resource: '/seats',
    headers: { 'Content-Type': 'application/json' },
    pathParameters: null,
    queryStringParameters: null,
    body: null,
    requestContext: { requestId: 'gw-1', identity: { sourceIp: '192.0.2.1' } },
    ...event,
  }) as unknown as APIGatewayProxyEvent;

const seats = httpRequest({
  tag: 'Seats',
  summary: 'List seats',
  description: 'In order.',
  access: anyone,
  path: Type.Object({ hallId: Type.String({ minLength: 2 }) }),
  query: Type.Object({ limit: Type.Integer({ maximum: 10, default: 5 }) }, { additionalProperties: false }),
  responses: { 200: Type.Any() },
});
const newSeat = httpRequest({
  tag: 'Seats',
  summary: 'Add a seat',
  description: 'At the end.',
  access: anyone,
  body: Type.Object({ row: Type.Integer() }, { additionalProperties: false }),
  responses: { 201: Type.Any() },
});

const listSeats = httpHandler(seats, async ({ path, query }) =>
  ok({ hallId: path.hallId, limit: query.limit }),
);
const addSeat = httpHandler(newSeat, async ({ body }) => created(body, { location: '/seats/1', version: 1 }));
const failing = (error: unknown) =>
  httpHandler(newSeat, async () => {
    throw error;
  });
const bodyOf = (result: APIGatewayProxyResult) => JSON.parse(result.body) as Record<string, unknown>;

describe('httpHandler', () => {
  it('passes parameters with their declared types and defaults', async () => {
    const event = { pathParameters: { hallId: 'h1' }, queryStringParameters: { limit: '7' } };
    expect(bodyOf(await listSeats(proxyEvent(event), context))).toEqual({ hallId: 'h1', limit: 7 });
    expect(
      bodyOf(await listSeats(proxyEvent({ ...event, queryStringParameters: null }), context))['limit'],
    ).toBe(5);
  });

  it('returns location, entity tag, correlation id and security headers', async () => {
    const { statusCode, headers } = await addSeat(proxyEvent({ body: '{"row":1}' }), context);
    expect(statusCode).toBe(201);
    expect(headers).toMatchObject({
      Location: '/seats/1',
      ETag: '"1"',
      'X-Correlation-Id': 'gw-1',
      'X-Content-Type-Options': 'nosniff',
      'Access-Control-Allow-Origin': '*',
    });
  });

  it('announces the removal of a deprecated route', async () => {
    const deprecated = { since: '2030-01-01', sunset: '2030-07-01' };
    const route = httpRequest({ ...seats.declaration, path: Type.Object({}), deprecated });
    const { headers } = await httpHandler(route, async () => ok({}))(proxyEvent(), context);
    expect(headers).toMatchObject({
      Deprecation: '@1893456000',
      Sunset: 'Mon, 01 Jul 2030 00:00:00 GMT',
    });
  });

  it('reuses a valid correlation id and replaces an invalid one', async () => {
    const sent = async (id: string) => {
      const headers = { 'Content-Type': 'application/json', 'x-correlation-id': id };
      return (await addSeat(proxyEvent({ body: '{"row":1}', headers }), context)).headers?.[
        'X-Correlation-Id'
      ];
    };
    expect(await sent('shop-42')).toBe('shop-42');
    expect(await sent('a\nb')).toBe('gw-1');
  });

  it.each([
    ['an invalid body', { body: '{"row":"x","col":1}' }, 'request.invalid-body', ['/body', '/body/row']],
    ['a body that is not an object', { body: '[1]' }, 'request.invalid-body', undefined],
    ['an empty body', { body: null }, 'request.invalid-body', undefined],
    ['a body that is not JSON', { body: '{' }, 'request.invalid-body', undefined],
  ])('rejects %s and lists the fields', async (_, event, code, fields) => {
    const result = await addSeat(proxyEvent(event), context);
    const problem = bodyOf(result) as { errors?: { field: string }[] };
    expect(result).toMatchObject({
      statusCode: 400,
      headers: { 'Content-Type': 'application/problem+json' },
    });
    expect(problem).toMatchObject({ code, status: 400, requestId: 'gw-1' });
    expect(problem.errors?.map(({ field }) => field).toSorted()).toEqual(fields);
  });

  it('rejects query parameters that are malformed, out of range or unknown', async () => {
    for (const query of [{ limit: 'ten' }, { limit: '11' }, { page: '1' }]) {
      const event = { pathParameters: { hallId: 'h1' }, queryStringParameters: query };
      const result = await listSeats(proxyEvent(event), context);
      expect([result.statusCode, bodyOf(result)['errors']]).toMatchObject([
        400,
        [{ field: 'limit' in query ? '/queryStringParameters/limit' : '/queryStringParameters' }],
      ]);
    }
  });

  it.each([
    ['conflict', 409],
    ['throttled', 429],
  ] as const)('maps an expected error to its status and code: %s to %i', async (kind, status) => {
    const result = await failing(new AppError(kind, 'seat.taken', { retryAfterSeconds: 3 }))(
      proxyEvent({ body: '{"row":1}' }),
      context,
    );
    expect([result.statusCode, bodyOf(result)['code'], result.headers?.['Retry-After']]).toEqual([
      status,
      'seat.taken',
      '3',
    ]);
  });

  it('passes the address of the caller', async () => {
    const whoami = httpHandler(newSeat, async ({ sourceIp }) => ok({ sourceIp }));
    expect(bodyOf(await whoami(proxyEvent({ body: '{"row":1}' }), context))).toEqual({
      sourceIp: '192.0.2.1',
    });
  });

  it('rethrows unexpected errors, so that Lambda counts them', async () => {
    await expect(failing(new TypeError('oops'))(proxyEvent({ body: '{"row":1}' }), context)).rejects.toThrow(
      'oops',
    );
  });

  it('passes the same origin to repetitions of a request, and to no other request', async () => {
    const ids: string[] = [];
    const book = httpHandler(
      newSeat,
      async ({ origin }) => {
        ids.push(origin.newId('bkg'));
        throw new TypeError('oops');
      },
      { idempotency: inMemoryIdempotency() },
    );
    for (const key of ['one', 'one', 'two', undefined, undefined]) {
      const headers = { 'Content-Type': 'application/json', ...(key && { 'Idempotency-Key': key }) };
      await expect(book(proxyEvent({ body: '{"row":1}', headers }), context)).rejects.toThrow('oops');
    }
    expect(ids[1]).toBe(ids[0]);
    expect(new Set(ids).size).toBe(4);
  });
});

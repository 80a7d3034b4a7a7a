import { describe, expect, it } from '@jest/globals';
import type { DynamoDbClient } from '#libs/aws';
import { inMemoryIdempotency, lambdaContext, proxyEvent } from '#libs/testing';
import type { PutCommandInput } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { Type } from 'typebox';
import { anyone } from './access.ts';
import { httpHandler } from './http-handler.ts';
import { httpRequest } from './http-request.ts';
import { dynamoDbIdempotency } from './idempotency.ts';
import { created } from './reply.ts';

const seatRequest = httpRequest({
  tag: 'Seats',
  summary: 'Add a seat',
  description: 'At the end.',
  access: anyone,
  path: Type.Object({ roomId: Type.String() }),
  body: Type.Object({ row: Type.Integer() }),
  responses: { 201: null },
});

const names = fc.constantFrom('a', 'b');
const requests = fc.record({
  key: names,
  method: fc.constantFrom('POST', 'PUT'),
  route: fc.constantFrom('/rooms/{roomId}/seats', '/rooms/{roomId}/chairs'),
  sub: fc.option(names, { nil: undefined }),
  pool: fc.constantFrom('customers', 'staff'),
  sessionToken: fc.option(names, { nil: undefined }),
  roomId: names,
  row: fc.nat({ max: 1 }),
});
type Request = typeof requests extends fc.Arbitrary<infer T> ? T : never;

/** What the key belongs to, as the interface promises it: the route and the caller. */
const ownerOf = ({ key, method, route, sub, pool, sessionToken }: Request) =>
  JSON.stringify([key, method, route, sub === undefined ? ['guest', sessionToken ?? ''] : [pool, sub]]);
const payloadOf = ({ roomId, row }: Request) => JSON.stringify([roomId, row]);

/** A new owner of the key gets a seat, a repetition the first answer, and another payload a refusal. */
function expectedAnswer(first: { payload: string; body: string } | undefined, payload: string, next: number) {
  if (!first) return { statusCode: 201, seats: next, body: undefined };
  if (first.payload === payload) return { statusCode: 201, seats: next - 1, body: first.body };
  return { statusCode: 422, seats: next - 1, body: undefined };
}

function toEvent({ key, method, route, sub, pool, sessionToken, roomId, row }: Request) {
  const event = proxyEvent({
    httpMethod: method,
    resource: route,
    pathParameters: { roomId },
    body: { row },
    headers: {
      'Content-Type': 'application/json',
      'Idempotency-Key': key,
      ...(sessionToken !== undefined && { 'Session-Token': sessionToken }),
    },
  });
  const claims = { iss: `https://pools.example/${pool}`, sub, username: sub };
  Object.assign(event.requestContext, sub !== undefined && { authorizer: { claims } });
  return event;
}

describe('an Idempotency-Key', () => {
  it('belongs to one caller and route, and to the path and body of the first request', async () => {
    process.env['CUSTOMER_ISSUER_URL'] = 'https://pools.example/customers';
    process.env['STAFF_ISSUER_URL'] = 'https://pools.example/staff';
    await fc.assert(
      fc.asyncProperty(fc.array(requests, { minLength: 2, maxLength: 8 }), async (sent) => {
        let seats = 0;
        const handler = httpHandler(seatRequest, async () => created({ seat: ++seats }), {
          idempotency: inMemoryIdempotency(),
        });
        const firsts = new Map<string, { payload: string; body: string }>();
        for (const request of sent) {
          const first = firsts.get(ownerOf(request));
          const expected = expectedAnswer(first, payloadOf(request), seats + 1);
          const { statusCode, body } = await handler(toEvent(request), lambdaContext());
          expect({ statusCode, seats }).toEqual({ statusCode: expected.statusCode, seats: expected.seats });
          expect(body).toEqual(expected.body ?? body);
          if (!first) firsts.set(ownerOf(request), { payload: payloadOf(request), body });
        }
      }),
    );
    delete process.env['CUSTOMER_ISSUER_URL'];
    delete process.env['STAFF_ISSUER_URL'];
  });

  it('is stored on DynamoDB by its scope and key, with a hash of the payload', async () => {
    const claimOf = async (scope: string, key: string, payload: unknown) => {
      const items: Record<string, unknown>[] = [];
      const client = { put: async ({ Item }: PutCommandInput) => items.push(Item!) };
      await dynamoDbIdempotency('table', client as unknown as DynamoDbClient).once(
        { scope, key, payload },
        1000,
        async () => created({}),
      );
      return items[0]!;
    };
    const text = fc.string({ maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(text, text, text, text, text, text, async (scope, key, row, scope2, key2, row2) => {
        const [one, other] = [await claimOf(scope, key, { row }), await claimOf(scope2, key2, { row: row2 })];
        expect(one['id'] === other['id']).toBe(scope === scope2 && key === key2);
        expect(one['payloadHash'] === other['payloadHash']).toBe(row === row2);
      }),
    );
  });
});

import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { markedBody } from './marked-body.ts';
import { everyOperation, pathOf, type Operation } from './operations.ts';
import { cloud } from './shop.ts';

const users = ['customer', 'staff'] as const;

afterEach(() => cloud.useFaults({}));
// Streams and queues repeat what failed meanwhile.
afterAll(() => cloud.settled());

function send(operation: Operation, as: (typeof users)[number]) {
  const { method, bodySchema, exampleBody = bodySchema && markedBody(bodySchema) } = operation;
  const headers = { 'Idempotency-Key': randomUUID() };
  return cloud.call(method, pathOf(operation), {
    as,
    headers,
    ...(exampleBody !== undefined && { body: exampleBody }),
  });
}

describe('a store that is not available', () => {
  it.each(['server-error', 'answer-lost'])(
    'is answered with 503 and Retry-After by every route: %s',
    async (fault) => {
      // Signed in before the faults begin.
      for (const user of users) await cloud.token(user);
      await cloud.useFaults({ rules: [{ call: 'dynamodb:*', fault }] });
      let unavailable = 0;
      for (const operation of everyOperation()) {
        const responses = await Promise.all(users.map((as) => send(operation, as)));
        for (const { status, body, headers } of responses) {
          const isFailure = status >= 500;
          expect({ operation: pathOf(operation), status: isFailure ? status : 503 }).toMatchObject({
            status: 503,
          });
          expect(!isFailure || Number(headers.get('retry-after')) > 0).toBe(true);
          if (isFailure && body.code === 'server.unavailable') unavailable++;
        }
      }
      expect(unavailable).toBeGreaterThan(20);
    },
  );
});

describe('staff who replace a discount during a rush', () => {
  it('meet no conflict with the transactions of customers', async () => {
    const code = `RUSH-${randomUUID().slice(0, 8).toUpperCase()}`;
    const created = await cloud.call('POST', '/checkout/discounts', {
      as: 'staff',
      body: { code, reduction: { basisPoints: 1_000 } },
    });
    expect(created.status).toBe(201);
    const conflict = { resource: 'checkout/DiscountsTable', fault: 'conflict', to: 3 };
    await cloud.useFaults({
      rules: ['dynamodb:PutItem', 'dynamodb:UpdateItem'].map((call) => ({ call, ...conflict })),
    });
    const replaced = await cloud.call('PUT', `/checkout/discounts/${code}`, {
      as: 'staff',
      headers: { 'If-Match': created.headers.get('etag') ?? '' },
      body: { reduction: { basisPoints: 2_000 } },
    });
    expect(replaced.status).toBe(200);
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createClient, type ClientOptions } from './create-client.ts';
import { isProblem, type TradewindProblem } from './errors/tradewind-problem.ts';
import * as operations from './generated/operations/by-service.ts';
import { collect } from './testing/collect.ts';
import { fakeServer, json, problem } from './testing/fake-server.ts';

const baseUrl = 'https://api.example';
const basket = { lineItems: [{ productId: 'prd_1', quantity: 1 }] };
const payment = { payment: { token: 'tok_success' } };

function clientOf(server: ReturnType<typeof fakeServer>, options: Partial<ClientOptions> = {}) {
  return createClient({ baseUrl, ...options }, operations, server.runtime);
}

const answering = (body: unknown) => fakeServer(() => json(body));

describe('a client', () => {
  it('sends path parameters, query and body where they belong', async () => {
    const server = answering({ items: [] });
    const client = clientOf(server);
    await client.notifications.listDeliveries('whe/1', { limit: 5, status: undefined });
    await client.checkout.updateSession('chk_1', { email: 'ada@example.com' }, { ifMatch: '"2"' });
    await client.notifications.getDelivery('whe_1', 'dlv_1');
    expect(server.requests.map(({ method, url, body }) => [method, url, body])).toEqual([
      ['GET', `${baseUrl}/notifications/endpoints/whe%2F1/deliveries?limit=5`, undefined],
      ['PATCH', `${baseUrl}/checkout/sessions/chk_1`, '{"email":"ada@example.com"}'],
      ['GET', `${baseUrl}/notifications/endpoints/whe_1/deliveries/dlv_1`, undefined],
    ]);
    expect(server.requests[1]!.headers.get('If-Match')).toBe('"2"');
    expect(server.requests[1]!.headers.get('Content-Type')).toBe('application/json');
  });

  it('rejects an empty path parameter, which would call another operation', () => {
    const server = answering({});
    expect(() => clientOf(server).orders.getOrder('')).toThrow('orderId must be a non-empty string');
    expect(server.requests).toEqual([]);
  });

  it('creates another key for each call, and keeps the key of the caller', async () => {
    const server = answering({});
    const client = clientOf(server);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(1, 2), { minLength: 2, maxLength: 5 }),
        async (quantities) => {
          const before = server.requests.length;
          for (const quantity of quantities)
            await client.checkout.createSession({ lineItems: [{ productId: 'prd_1', quantity }] });
          const keys = server.requests.slice(before).map(({ headers }) => headers.get('Idempotency-Key'));
          expect(new Set(keys).size).toBe(quantities.length);
        },
      ),
      { numRuns: 20 },
    );
    await client.checkout.completeSession('chk_1', payment, { idempotencyKey: 'mine', waitSeconds: 10 });
    const last = server.requests.at(-1)!.headers;
    expect([last.get('Idempotency-Key'), last.get('Prefer')]).toEqual(['mine', 'wait=10']);
  });

  it('sends one correlation id per call, also in retries', async () => {
    const server = fakeServer((_, index) => (index === 0 ? problem(503, 'checkout.busy') : json({})));
    const client = clientOf(server);
    await client.checkout.createSession(basket);
    await client.checkout.createSession(basket);
    const ids = server.requests.map(({ headers }) => headers.get('X-Correlation-Id'));
    expect(ids[0]).toBe(ids[1]);
    expect(ids[2]).not.toBe(ids[1]);
  });

  it('sends the token only to operations that read it', async () => {
    const server = answering({ items: [] });
    const client = clientOf(server, { auth: 'token' });
    await client.catalog.listProducts();
    await client.orders.listOrders();
    await client.orders.listOrders({}, { token: 'other' });
    await client.checkout.createSession(basket, { token: null });
    expect(server.requests.map(({ headers }) => headers.get('Authorization'))).toEqual([
      null,
      'Bearer token',
      'Bearer other',
      null,
    ]);
  });

  it('opens the session of a guest with its token', async () => {
    const server = fakeServer(({ method }) =>
      json(method === 'POST' ? { sessionId: 'chk_1', sessionToken: 'secret' } : {}),
    );
    const client = clientOf(server);
    await client.checkout.createSession(basket);
    await client.checkout.getSession('chk_1');
    await client.checkout.getSession('chk_2');
    await client.checkout.getSession('chk_2', { sessionToken: 'given' });
    expect(server.requests.map(({ headers }) => headers.get('Session-Token'))).toEqual([
      null,
      'secret',
      null,
      'given',
    ]);
  });

  it('iterates over all pages with the query of the first', async () => {
    const server = fakeServer(({ url }) => {
      const cursor = new URL(url).searchParams.get('cursor');
      return json(cursor === null ? { items: [1, 2], nextCursor: 'c2' } : { items: [3] });
    });
    const orders = clientOf(server).orders.listOrders({ limit: 2 });
    expect(await collect(orders)).toEqual([1, 2, 3]);
    expect(server.requests.map(({ url }) => url)).toEqual([
      `${baseUrl}/orders?limit=2`,
      `${baseUrl}/orders?limit=2&cursor=c2`,
    ]);
  });

  it('returns undefined for a record that has not changed', async () => {
    const server = fakeServer(() => new Response(null, { status: 304, headers: { ETag: '"1"' } }));
    const product = await clientOf(server).catalog.getProduct('prd_1', { ifNoneMatch: '"1"' });
    expect(product).toBeUndefined();
  });

  it('throws problems with code, fields and ids', async () => {
    const details = {
      title: 'Bad Request',
      status: 400,
      code: 'request.invalid-body',
      detail: 'Invalid.',
      errors: [{ field: '/body/email', message: 'must be an email address' }],
      requestId: 'req-1',
    };
    const server = fakeServer(() =>
      Response.json(details, { status: 400, headers: { 'Content-Type': 'application/problem+json' } }),
    );
    const error: unknown = await clientOf(server)
      .checkout.createSession(basket)
      .catch((each: unknown) => each);
    expect(isProblem(error, 'request.invalid-body')).toBe(true);
    expect(isProblem(error, 'record.changed')).toBe(false);
    expect(error as TradewindProblem).toMatchObject({
      ...details,
      message: 'POST /checkout/sessions: 400 request.invalid-body. Invalid.',
      correlationId: 'id-0',
      idempotencyKey: 'id-1',
    });
  });
});

import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { everyOperation, pathOf, requiredHeaders, type Operation } from './operations.ts';
import { cloud, seededProduct, shippingAddress } from './shop.ts';

const operations = everyOperation();
const named = (operation: Operation) => [`${operation.method} ${operation.path}`, operation] as const;
const credentials = ({ needsToken }: Operation) => (needsToken ? { as: 'staff' as const } : {});
const headerBytes = (headers: Headers) =>
  [...headers].reduce((bytes, [name, value]) => bytes + name.length + value.length + 4, 0);

describe.each(operations.filter(({ method }) => method === 'GET').map(named))('%s', (_, operation) => {
  const call = (method: string, headers: Record<string, string> = {}) =>
    cloud.call(method, pathOf(operation), {
      ...credentials(operation),
      headers: { ...requiredHeaders(operation), ...headers },
    });

  it('answers HEAD as GET, without a body', async () => {
    const [get, head] = [await call('GET'), await call('HEAD')];
    expect(head).toMatchObject({ status: get.status, body: '' });
    for (const name of ['etag', 'cache-control', 'content-type'])
      expect(head.headers.get(name)).toBe(get.headers.get(name));
  });

  it('has cache, correlation and security headers, and few others', async () => {
    const { headers, status, body } = await call('GET');
    const isPublic = status === 200 && operation.service === 'catalog' && !operation.needsToken;
    expect(headers.get('cache-control')).toBe(isPublic ? 'public, max-age=60' : 'no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('access-control-expose-headers')).toContain('Retry-After');
    expect(headers.get('x-correlation-id')).toMatch(/^[\w-]+$/);
    expect(status < 400 || body.requestId === headers.get('x-amzn-requestid')).toBe(true);
    expect(headerBytes(headers)).toBeLessThan(900);
  });
});

describe('a response with an ETag', () => {
  it('is the same each time, and 304 for its tag', async () => {
    const session = await cloud.call('POST', '/checkout/sessions', {
      as: 'customer',
      body: {
        lineItems: [{ productId: seededProduct(2), quantity: 1 }],
        email: 'ada@example.com',
        shippingAddress,
      },
    });
    const paths = [
      `/catalog/products/${seededProduct(2)}`,
      `/inventory/stock/${seededProduct(2)}`,
      `/checkout/sessions/${session.body.sessionId}`,
      '/identity/me',
    ];
    for (const path of paths) {
      const read = async () => {
        const response = await fetch(`${cloud.apiUrl}${path}`, {
          headers: { authorization: `Bearer ${await cloud.token('customer')}` },
        });
        return { etag: response.headers.get('etag'), text: await response.text() };
      };
      const first = await read();
      expect(first.etag).toMatch(/^"\d+"$/);
      expect(await read()).toEqual(first);
      const repeated = await cloud.call('GET', path, {
        as: 'customer',
        headers: { 'If-None-Match': `"0", W/${first.etag}` },
      });
      expect(repeated).toMatchObject({ status: 304, body: '' });
      expect(repeated.headers.get('etag')).toBe(first.etag);
    }
  });
});

describe('an error of API Gateway', () => {
  it.each([
    ['an unknown route', 'GET', '/catalog/nothing', 404],
    ['a missing token', 'GET', '/identity/me', 401],
    ['a malformed body', 'POST', '/checkout/sessions', 400],
  ])('%s has the ids of other problems, and is not cached', async (_, method, path, status) => {
    const refused = await cloud.call(method, path, method === 'POST' ? { body: '{' } : {});
    expect(refused).toMatchObject({ status, body: { requestId: refused.headers.get('x-amzn-requestid') } });
    expect(refused.headers.get('x-correlation-id')).toBe(refused.body.requestId);
    expect(refused.headers.get('cache-control')).toBe('no-store');
  });
});

describe('Idempotency-Key', () => {
  const posts = operations.filter(
    ({ method, functionKey }) => method === 'POST' && functionKey !== 'receive-webhook',
  );

  it.each(posts.map(named))('is declared by %s', (_, { parameters }) => {
    expect(parameters).toContainEqual(expect.objectContaining({ in: 'header', name: 'Idempotency-Key' }));
  });

  it.each<[string, 'customer' | 'staff' | undefined, object]>([
    ['/checkout/sessions', undefined, { lineItems: [{ productId: seededProduct(3), quantity: 1 }] }],
    ['/checkout/sessions', 'customer', { lineItems: [{ productId: seededProduct(3), quantity: 1 }] }],
    ['/identity/me/addresses', 'customer', shippingAddress],
    ['/catalog/categories', 'staff', { name: 'Made once', description: 'Sent twice.' }],
    ['/reporting/imports/uploads', 'staff', {}],
  ])('replays the answer of POST %s for %s', async (path, as, body) => {
    const headers = { 'Idempotency-Key': randomUUID() };
    const send = (sent: object) => cloud.call('POST', path, { ...(as && { as }), body: sent, headers });
    const first = await send(body);
    expect(first.status).toBe(201);
    const reordered = Object.fromEntries(Object.entries(body).toReversed());
    const repeated = await send(reordered);
    expect([repeated.status, repeated.body]).toEqual([201, first.body]);
    const other = await cloud.call('POST', path, {
      ...(as && { as }),
      body,
      headers: { 'Idempotency-Key': randomUUID() },
    });
    expect(other.body).not.toEqual(first.body);
  });
});

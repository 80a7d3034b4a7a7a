import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startEdge, type Edge } from './edge-harness.ts';
import { deployShop } from './shop-api.ts';

let edge: Edge;
let shop: Awaited<ReturnType<typeof deployShop>>;

beforeAll(async () => {
  edge = await startEdge();
  shop = await deployShop(edge);
});
afterAll(() => edge.stop());

const call = (path: string, init?: RequestInit) => fetch(`${edge.apiUrl}${path}`, init);
const post = (body: string, headers: Record<string, string> = { 'Content-Type': 'application/json' }) =>
  call('/shop/items', { method: 'POST', body, headers });
const eventOf = async (path: string, init?: RequestInit) =>
  (await (await call(path, init)).json()) as Record<string, never>;

/** The response to a request that no function handles. */
async function refusal(path: string, init?: RequestInit) {
  const before = edge.lambda.invocations('pass');
  const response = await call(path, init);
  const body = (await response.json()) as { detail: string; said: string };
  expect(edge.lambda.invocations('pass')).toBe(before);
  return { status: response.status, headers: response.headers, ...body };
}

describe('the event', () => {
  it('has the format of a Lambda proxy integration behind a custom domain', async () => {
    const event = await eventOf('/shop/items/a%2Fb%20c?q=1&q=2&empty=&plus=a+b', {
      headers: { 'X-Echo': 'one' },
    });
    expect(event).toMatchObject({
      resource: '/items/{itemId}',
      path: '/shop/items/a%2Fb%20c',
      httpMethod: 'GET',
      pathParameters: { itemId: 'a/b c' },
      queryStringParameters: { q: '2', empty: '', plus: 'a b' },
      multiValueQueryStringParameters: { q: ['1', '2'] },
      stageVariables: { color: 'blue' },
      body: null,
      isBase64Encoded: false,
      requestContext: {
        accountId: '000000000000',
        apiId: shop.api.ref,
        stage: 'local',
        resourcePath: '/items/{itemId}',
        path: '/shop/items/a%2Fb%20c',
        httpMethod: 'GET',
        domainName: '127.0.0.1',
        identity: { sourceIp: '127.0.0.1' },
      },
    });
    expect(event.headers).toMatchObject({
      'X-Echo': 'one',
      'X-Forwarded-Proto': 'https',
      'X-Amzn-Trace-Id': expect.stringMatching(/^Root=1-/),
    });
    expect(event.headers).not.toHaveProperty('connection');
  });

  it('has a null query without parameters, and the stage as prefix without a domain', async () => {
    expect(await eventOf('/shop/items/special')).toMatchObject({
      resource: '/items/special',
      queryStringParameters: null,
      pathParameters: null,
    });
    expect(await eventOf(`/_apis/${shop.api.ref}/local/items/7`)).toMatchObject({
      path: '/items/7',
      requestContext: { path: '/local/items/7' },
    });
  });

  it('contains a greedy path variable with its slashes', async () => {
    expect(await eventOf('/shop/files/a/b/c.txt')).toMatchObject({
      resource: '/files/{path+}',
      pathParameters: { path: 'a/b/c.txt' },
    });
  });

  it('contains a binary body in base64', async () => {
    const binary = { method: 'POST', body: Buffer.from([0, 255]), headers: { 'Content-Type': 'image/png' } };
    expect(await eventOf('/shop/items/special', binary)).toMatchObject({
      body: 'AP8=',
      isBase64Encoded: true,
    });
    expect(await eventOf('/shop/items/special', { method: 'POST', body: 'ä' })).toMatchObject({
      body: 'ä',
      isBase64Encoded: false,
    });
  });
});

describe('the response', () => {
  it('can be binary and repeat a header', async () => {
    const binary = await call('/shop/items/1?way=binary');
    expect(Buffer.from(await binary.arrayBuffer())).toEqual(Buffer.from([0, 255, 1]));
    expect(binary.headers.get('content-type')).toBe('image/png');
    expect((await call('/shop/items/1?way=cookies')).headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  });

  it('is compressed from the minimum size on, for clients that name gzip', async () => {
    const large = (headers: Record<string, string>, way = 'large') =>
      call(`/shop/items/1?way=${way}`, { headers });
    const compressed = await large({ 'Accept-Encoding': 'gzip' });
    expect(compressed.headers.get('content-encoding')).toBe('gzip');
    expect(Number(compressed.headers.get('content-length'))).toBeLessThan(1_000);
    expect(await compressed.text()).toBe('a'.repeat(2_000));
    const plain = await large({ 'Accept-Encoding': 'br' });
    expect([plain.headers.get('content-encoding'), plain.headers.get('content-length')]).toEqual([
      null,
      '2000',
    ]);
    expect((await large({ 'Accept-Encoding': 'gzip' }, 'binary')).headers.get('content-encoding')).toBeNull();
  });

  it.each(['malformed', 'objectBody', 'throw'])(
    'is 502 where the function answers in no way that counts: %s',
    async (way) => {
      const response = await call(`/shop/items/1?way=${way}`);
      expect(response.status).toBe(502);
      expect(await response.json()).toMatchObject({ said: 'Internal server error' });
    },
  );

  it('is 504 after the integration timeout', async () => {
    const response = await call('/shop/items/1?way=late', { method: 'PATCH' });
    expect(response.status).toBe(504);
    expect(await response.json()).toMatchObject({
      detail: 'INTEGRATION_TIMEOUT',
      said: 'Endpoint request timed out',
    });
  });

  it('has no body for HEAD and comes from the template for OPTIONS', async () => {
    const head = await call('/shop/items/special', { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    const preflight = await call('/shop/items', { method: 'OPTIONS' });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-methods')).toBe('OPTIONS,GET,POST');
  });
});

describe('a request is rejected before any function', () => {
  it('if no route matches', async () => {
    expect(await refusal('/shop/nothing')).toMatchObject({
      status: 403,
      said: 'Missing Authentication Token',
    });
    expect(await refusal('/shop/items', { method: 'DELETE' })).toMatchObject({ status: 403 });
    expect((await call('/elsewhere')).status).toBe(403);
  });

  it('returns the response for requests outside of all APIs, if there is one', async () => {
    expect(await (await call('/')).text()).toBe('links');
    expect((await call('/?q=1')).status).toBe(403);
  });

  it('if its path cannot be decoded', async () => {
    expect((await call('/shop/items/%E0%A4%A')).status).toBe(400);
    expect((await call('/shop/items/%zz')).status).toBe(400);
  });

  it('if a required parameter is missing', async () => {
    expect(await refusal('/shop/items', { headers: { 'X-Echo': 'echoed' } })).toMatchObject({
      status: 400,
      detail: 'Missing required request parameters: [page]',
    });
    expect((await refusal('/shop/items', { headers: { 'X-Echo': 'echoed' } })).headers.get('echo')).toBe(
      'echoed',
    );
    expect((await call('/shop/items?page=1')).status).toBe(200);
  });

  it.each([
    ['{}', '[object has missing required properties (["name"])]'],
    [
      '{"name":"x","price":0}',
      '[/price: numeric instance is lower than the required minimum (minimum: 0, exclusive)]',
    ],
    ['{"name":1}', '[/name: instance type does not match any allowed primitive type (allowed: ["string"])]'],
    [
      '{"name":"x","kind":"car"}',
      '[/kind: instance value not found in enum (possible values: ["book","toy"])]',
    ],
    [
      '{"name":"x","lines":[{"quantity":1},{}]}',
      '[/lines/1: object has missing required properties (["quantity"])]',
    ],
    [
      '{"name":"x","other":1}',
      '[object instance has properties which are not allowed by the schema: ["other"]]',
    ],
    ['{"name":', 'Invalid request body'],
    ['', '[instance type does not match any allowed primitive type (allowed: ["object"])]'],
  ])('if its body violates the model: %s', async (body, detail) => {
    const refused = await refusal('/shop/items', {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/json' },
    });
    expect(refused).toMatchObject({ status: 400, detail, said: 'Invalid request body' });
    expect(refused.headers.get('content-type')).toBe('application/problem+json');
  });

  it('but not if no model describes its media type, as on AWS', async () => {
    expect((await post('{"name":"x","price":1}')).status).toBe(200);
    expect((await post('{}', { 'Content-Type': 'application/json; charset=utf-8' })).status).toBe(400);
    expect((await post('anything', { 'Content-Type': 'text/plain' })).status).toBe(200);
  });

  it('if it is larger than 10 MB', async () => {
    const body = 'x'.repeat(10 * 1024 * 1024 + 1);
    expect(await refusal('/shop/items/special', { method: 'POST', body })).toMatchObject({ status: 413 });
  });

  it('if it exceeds the rate limit of the method', async () => {
    const statuses = await Promise.all([1, 2, 3].map(async () => (await call('/shop/files/x')).status));
    expect(statuses).toContain(429);
  });
});

describe('an API', () => {
  it('survives a client that disconnects', async () => {
    const { port } = new URL(edge.apiUrl);
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => {
        const half = 'POST /shop/items HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nhalf of it';
        socket.write(half, () => socket.destroy());
      });
      socket.on('close', () => resolve());
    });
    expect((await call('/shop/items/1')).status).toBe(200);
    expect(edge.troubles.filter((line) => line.includes('API Gateway:'))).toEqual([]);
  });

  it('cannot invoke a function without a permission', async () => {
    const strict = await startEdge();
    await deployShop(strict, { withPermission: false });
    const response = await fetch(`${strict.apiUrl}/shop/items/1`);
    expect(response.status).toBe(500);
    expect(strict.troubles).toEqual([expect.stringContaining('may not invoke pass')]);
    await strict.stop();
  });

  it('is replaced by a new deployment of its template', async () => {
    await deployShop(edge);
    expect((await call('/shop/items/1')).status).toBe(200);
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cachedToken } from '../auth/cached-token.ts';
import type { TokenProvider } from '../auth/token-provider.ts';
import { TradewindConnectionError } from '../errors/tradewind-error.ts';
import { fakeServer, json, problem } from '../testing/fake-server.ts';
import type { ApiRequest } from './api-request.ts';
import { defaultRetryPolicy } from './retry-policy.ts';
import { sendRequest } from './send-request.ts';

const get: ApiRequest = {
  method: 'GET',
  path: '/orders',
  url: 'https://api.example/orders',
  headers: {},
  body: undefined,
  correlationId: 'cor-1',
  idempotencyKey: undefined,
  token: undefined,
};
const keyed: ApiRequest = {
  ...get,
  method: 'POST',
  headers: { 'Idempotency-Key': 'key-1' },
  body: '{"quantity":1}',
  idempotencyKey: 'key-1',
};

interface Given {
  readonly tokens?: TokenProvider;
  readonly timeoutMilliseconds?: number;
  readonly signal?: AbortSignal;
  readonly maxAttempts?: number;
}

const send = (
  { runtime }: ReturnType<typeof fakeServer>,
  request: ApiRequest,
  { tokens, timeoutMilliseconds = 60_000, signal, maxAttempts = 4 }: Given = {},
) =>
  sendRequest(
    request,
    { signal, timeoutMilliseconds },
    {
      runtime,
      tokens,
      retry: { ...defaultRetryPolicy, maxAttempts },
      attemptTimeoutMilliseconds: 30_000,
    },
  );

describe('sendRequest', () => {
  it('retries until a response succeeds, and counts the attempts', async () => {
    const server = fakeServer((_, index) => (index < 2 ? problem(503, 'server.busy') : json({ ok: true })));
    expect(await send(server, get)).toMatchObject({ data: { ok: true }, status: 200, attempts: 3 });
    expect(server.waits).toEqual([125, 250]);
  });

  it('sends the same key and body in each attempt, and no more attempts than allowed', async () => {
    const failures = fc.constantFrom('network', 500, 502, 503, 504, 429);
    await fc.assert(
      fc.asyncProperty(
        fc.array(failures, { maxLength: 8 }),
        fc.integer({ min: 1, max: 6 }),
        async (each, maxAttempts) => {
          const server = fakeServer((_, index) => {
            const failure = each[index];
            if (failure === undefined) return json({});
            if (failure === 'network') throw new TypeError('fetch failed');
            return problem(failure as number, 'server.failed');
          });
          await send(server, keyed, { maxAttempts }).catch(() => {});
          expect(server.requests).toHaveLength(Math.min(each.length + 1, maxAttempts));
          for (const { headers, body } of server.requests)
            expect([headers.get('Idempotency-Key'), body]).toEqual(['key-1', keyed.body]);
        },
      ),
    );
  });

  it('does not repeat a POST without a key after an error', async () => {
    const server = fakeServer(() => problem(500, 'server.failed'));
    await expect(send(server, { ...keyed, idempotencyKey: undefined })).rejects.toMatchObject({
      status: 500,
      code: 'server.failed',
      call: { attempts: 1 },
    });
  });

  it('waits as long as Retry-After says', async () => {
    const server = fakeServer((_, index) =>
      index === 0 ? problem(429, 'request.throttled', { 'Retry-After': '20' }) : json({}),
    );
    await send(server, get);
    expect(server.waits).toEqual([20_000]);
  });

  it('throws at once if Retry-After is later than the deadline', async () => {
    const server = fakeServer(() => problem(429, 'discount.too-many-attempts', { 'Retry-After': '900' }));
    await expect(send(server, get)).rejects.toMatchObject({ status: 429, retryAfterSeconds: 900 });
    expect(server.waits).toEqual([]);
  });

  it('throws a connection error that names the key when no response arrives', async () => {
    const server = fakeServer(() => {
      throw new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') });
    });
    const error = await send(server, keyed).catch((each: unknown) => each);
    expect(error).toBeInstanceOf(TradewindConnectionError);
    expect(error).toMatchObject({
      message: 'POST /orders: No response: connect ECONNREFUSED',
      idempotencyKey: 'key-1',
      correlationId: 'cor-1',
      call: { attempts: 4 },
    });
  });

  it('ends with a connection error when the time is up during an attempt', async () => {
    const hanging = fakeServer(() => json({}));
    const runtime = {
      ...hanging.runtime,
      fetch: (_url: unknown, { signal }: RequestInit = {}) =>
        new Promise<Response>((_resolve, reject) => {
          signal!.addEventListener('abort', () => reject(signal!.reason as Error));
        }),
    };
    await expect(send({ ...hanging, runtime }, get, { timeoutMilliseconds: 20 })).rejects.toThrow(
      'GET /orders: The time for the call is up.',
    );
  });

  it('throws the reason of an aborted signal, and sends nothing more', async () => {
    const abort = new AbortController();
    const server = fakeServer(() => {
      abort.abort(new Error('The customer left.'));
      return problem(503, 'server.busy');
    });
    await expect(send(server, get, { signal: abort.signal })).rejects.toThrow('The customer left.');
    expect(server.requests).toHaveLength(1);
  });

  it('requests a new token once after a 401', async () => {
    const issued = ['old', 'new'];
    const tokens = cachedToken(async () => issued.shift());
    const server = fakeServer(({ headers }) =>
      headers.get('Authorization') === 'Bearer new' ? json({}) : problem(401, 'auth.unauthorized'),
    );
    expect(await send(server, { ...keyed, idempotencyKey: undefined }, { tokens })).toMatchObject({
      attempts: 2,
    });
    expect(server.waits).toEqual([]);
  });

  it('throws the second 401', async () => {
    const tokens = cachedToken(async () => 'rejected');
    const server = fakeServer(() => problem(401, 'auth.unauthorized'));
    await expect(send(server, get, { tokens })).rejects.toMatchObject({ status: 401, call: { attempts: 2 } });
  });

  it('converts an error page of a proxy to a problem', async () => {
    const server = fakeServer(() => new Response('<h1>Not here</h1>', { status: 404 }));
    await expect(send(server, get)).rejects.toMatchObject({
      status: 404,
      code: 'client.unexpected-response',
      detail: '<h1>Not here</h1>',
    });
  });

  it('returns the headers of the response by name', async () => {
    const headers = { ETag: '"3"', Location: '/orders/1', 'X-Correlation-Id': 'cor-2' };
    const server = fakeServer(() => json({}, headers));
    expect(await send(server, get)).toMatchObject({
      etag: '"3"',
      location: '/orders/1',
      correlationId: 'cor-2',
    });
  });
});

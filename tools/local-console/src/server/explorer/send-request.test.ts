import { describe, expect, it } from '@jest/globals';
import { sendRequest, type ApiRequest } from './send-request.ts';

const request: ApiRequest = { method: 'GET', path: '/orders?limit=1', headers: { 'If-None-Match': '"1"' } };

function api(answer: () => Promise<Response> = async () => Response.json({ items: [] })) {
  const received: { url: string; headers: unknown }[] = [];
  let time = 0;
  const fetch = (async (url: URL, { headers }: { headers: unknown }) => {
    received.push({ url: url.href, headers });
    return answer();
  }) as typeof globalThis.fetch;
  const dependencies = {
    apiUrl: 'http://localhost:3000',
    signIn: async (user: string) => (user === 'staff' ? 'token-1' : undefined),
    fetch,
    now: () => (time += 5),
  };
  return { received, send: (sent: ApiRequest) => sendRequest(sent, dependencies) };
}

describe('sendRequest', () => {
  it('sends the request as a seeded user and returns the whole answer', async () => {
    const { send, received } = api();
    const answer = await send({ ...request, user: 'staff' });
    expect(answer).toMatchObject({ status: 200, body: '{"items":[]}', bytes: 12, durationMillis: 5 });
    expect(answer.headers).toContainEqual(['content-type', 'application/json']);
    expect(received).toEqual([
      {
        url: 'http://localhost:3000/orders?limit=1',
        headers: { 'If-None-Match': '"1"', authorization: 'Bearer token-1' },
      },
    ]);
  });

  it('sends no token for guests', async () => {
    const { send, received } = api();
    await send(request);
    expect(received[0]!.headers).toEqual({ 'If-None-Match': '"1"' });
  });

  it.each(['//evil.example/x', 'http://evil.example/', 'orders', '/\\evil.example'])(
    'refuses the path %s, which leads to another host',
    async (path) => {
      const { send, received } = api();
      await expect(send({ ...request, path })).rejects.toMatchObject({ status: 400 });
      expect(received).toEqual([]);
    },
  );

  it('says that a user is unknown, and why the API did not answer', async () => {
    await expect(api().send({ ...request, user: 'mallory' })).rejects.toMatchObject({ code: 'user.unknown' });
    const refused = api(async () => {
      throw new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') });
    });
    await expect(refused.send(request)).rejects.toMatchObject({
      code: 'explorer.no-answer',
      message: 'The API did not answer: connect ECONNREFUSED.',
    });
  });
});

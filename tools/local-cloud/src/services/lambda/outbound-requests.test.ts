import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { OutboundRequest } from './runtime-messages.ts';
import { reportOutboundRequests } from './outbound-requests.mjs';

const server = createServer((incoming, outgoing) => {
  if (incoming.url === '/silent') return;
  outgoing.writeHead(503).end();
});
const reported: OutboundRequest[] = [];
let url: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  reportOutboundRequests(undefined, (each) => reported.push(each));
});
beforeEach(() => {
  reported.length = 0;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** Aborts a request that gets no response. */
async function abort(reason?: unknown): Promise<void> {
  const aborted = new AbortController();
  const received = once(server, 'request');
  const response = fetch(`${url}/silent`, { signal: aborted.signal });
  await Promise.all([response.catch(() => {}), received.then(() => aborted.abort(reason))]);
}

describe('reportOutboundRequests', () => {
  it('reports the origin and the status, without the path', async () => {
    await fetch(`${url}/secret?token=1`);
    expect(reported).toEqual([{ method: 'GET', origin: url, startedAt: expect.any(Number), status: 503 }]);
  });

  it.each([
    ['the default reason', undefined, 'AbortError'],
    ['an error with a numeric code', Object.assign(new Error('late'), { code: 20 }), 'Error'],
    ['an error with a code', Object.assign(new Error('late'), { code: 'ELATE' }), 'ELATE'],
    ['a text', 'late', 'Error'],
  ])('reports texts if a request is aborted with %s', async (_, reason, type) => {
    await abort(reason);
    expect(reported).toEqual([expect.objectContaining({ error: { type, message: expect.any(String) } })]);
  });

  it('reports the failure of a client request', async () => {
    await new Promise((resolve) => request('http://127.0.0.1:1').on('error', resolve).end());
    expect(reported[0]?.error).toMatchObject({ type: 'ECONNREFUSED' });
  });
});

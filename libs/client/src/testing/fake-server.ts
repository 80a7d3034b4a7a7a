import type { Runtime } from '../http/runtime.ts';

/** A request as the server received it. */
export interface ReceivedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: string | undefined;
}

type Answer = (request: ReceivedRequest, index: number) => Response | Promise<Response>;

/** A server that answers each request by a function, and a clock that only advances while the client waits. */
export function fakeServer(answer: Answer, random: () => number = () => 0.5) {
  const requests: ReceivedRequest[] = [];
  const waits: number[] = [];
  let time = Date.parse('2030-01-01T12:00:00Z');
  let ids = 0;
  const runtime: Runtime = {
    async fetch(url, init = {}) {
      init.signal?.throwIfAborted();
      const { method = 'GET', headers, body } = init;
      const request = {
        method,
        url: url.toString(),
        headers: new Headers(headers),
        body: typeof body === 'string' ? body : undefined,
      };
      requests.push(request);
      return answer(request, requests.length - 1);
    },
    now: () => time,
    random,
    async sleep(milliseconds) {
      waits.push(milliseconds);
      time += milliseconds;
    },
    randomId: () => `id-${ids++}`,
  };
  return { runtime, requests, waits };
}

/** A successful response. */
export const json = (body: unknown, headers: Readonly<Record<string, string>> = {}): Response =>
  Response.json(body, { headers });

/** A problem of the API. */
export const problem = (
  status: number,
  code: string,
  headers: Readonly<Record<string, string>> = {},
): Response =>
  new Response(JSON.stringify({ type: 'about:blank', title: 'Title', status, code, detail: 'Detail.' }), {
    status,
    headers: { 'Content-Type': 'application/problem+json', ...headers },
  });

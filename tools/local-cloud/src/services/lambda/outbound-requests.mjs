/**
 * Reports the HTTP requests of a function to other systems, such as a payment provider or the endpoint of a webhook.
 * https://nodejs.org/api/diagnostics_channel.html#built-in-channels
 */
import { subscribe } from 'node:diagnostics_channel';

/**
 * @param {string | undefined} awsEndpoint requests to it are recorded there
 * @param {(request: { method: string, origin: string, startedAt: number, status?: number, error?: { type: string, message: string } }) => void} report
 */
export function reportOutboundRequests(awsEndpoint, report) {
  const startTimes = new WeakMap();
  const begin = (request) => startTimes.set(request, performance.timeOrigin + performance.now());
  const end = (request, method, origin, result) => {
    const startedAt = startTimes.get(request);
    startTimes.delete(request);
    // Without path and query, which may contain secrets.
    if (startedAt !== undefined && origin !== awsEndpoint) report({ method, origin, startedAt, ...result });
  };
  // The reason of an abort can be any value, and the code of a DOMException is a number.
  const failed = (reason) => {
    const type = typeof reason?.code === 'string' ? reason.code : (reason?.name ?? 'Error');
    return { error: { type: String(type), message: String(reason?.message ?? reason) } };
  };

  const originOf = (request) => `${request.protocol}//${request.getHeader('host')}`;
  subscribe('http.client.request.start', ({ request }) => begin(request));
  subscribe('http.client.response.finish', ({ request, response }) =>
    end(request, request.method, originOf(request), { status: response.statusCode }),
  );
  subscribe('http.client.request.error', ({ request, error }) =>
    end(request, request.method, originOf(request), failed(error)),
  );

  // The global fetch.
  subscribe('undici:request:create', ({ request }) => begin(request));
  subscribe('undici:request:headers', ({ request, response }) =>
    end(request, request.method, String(request.origin), { status: response.statusCode }),
  );
  subscribe('undici:request:error', ({ request, error }) =>
    end(request, request.method, String(request.origin), failed(error)),
  );
}

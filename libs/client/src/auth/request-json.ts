/** How a token is requested. */
export interface TokenRequestOptions {
  /** How long the response to a request may take: 10 seconds by default. */
  readonly timeoutMilliseconds?: number | undefined;
  /** Replaces the `fetch` of the platform. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

interface JsonResponse {
  readonly ok: boolean;
  readonly status: number;
  /** Empty if the response is not JSON. */
  readonly body: object;
}

const DEFAULT_TIMEOUT_MILLISECONDS = 10_000;

/**
 * Sends a POST request for a token. Calls of the API wait for it, so it has a deadline of its own.
 *
 * @throws DOMException `TimeoutError` when the response is not complete at the deadline
 */
export async function requestJson(
  url: string,
  request: Pick<RequestInit, 'headers' | 'body'>,
  { timeoutMilliseconds = DEFAULT_TIMEOUT_MILLISECONDS, fetch = globalThis.fetch }: TokenRequestOptions,
): Promise<JsonResponse> {
  const signal = AbortSignal.timeout(timeoutMilliseconds);
  const response = await fetch(url, { method: 'POST', ...request, signal });
  const text = await response.text();
  return { ok: response.ok, status: response.status, body: parseObject(text) };
}

function parseObject(text: string): object {
  try {
    const body = JSON.parse(text) as unknown;
    return typeof body === 'object' && body !== null ? body : {};
  } catch {
    return {};
  }
}

import type { IncomingHttpHeaders } from 'node:http';
import Stripe from 'stripe';
import { sendRequest } from './send-request.ts';

type MakeRequest = Stripe.HttpClient['makeRequest'];

/**
 * Stripe's HTTP client over {@link sendRequest}. Its client for Node.js has no deadline for the whole response, and its
 * client over `fetch` loads undici.
 */
export class StripeHttpClient extends Stripe.HttpClient {
  override getClientName(): string {
    return 'node';
  }

  override async makeRequest(
    ...[host, port, path, method, headers, body, protocol, timeout]: Parameters<MakeRequest>
  ) {
    const url = new URL(path, `${protocol}://${host}`);
    url.port = String(port);
    const sent = Object.entries(headers as Readonly<Record<string, unknown>>);
    try {
      const response = await sendRequest(url.href, {
        method,
        headers: Object.fromEntries(sent.map(([name, value]) => [name, String(value)])),
        body: method === 'POST' ? body : undefined,
        timeoutMilliseconds: timeout,
      });
      return new StripeHttpResponse(response.status, response.headers, response.text);
    } catch (error) {
      throw (error as Error).name === 'TimeoutError' ? Stripe.HttpClient.makeTimeoutError() : error;
    }
  }
}

class StripeHttpResponse extends Stripe.HttpClientResponse {
  readonly #text: string;

  constructor(status: number, headers: IncomingHttpHeaders, text: string) {
    super(status, headers as Record<string, string>);
    this.#text = text;
  }

  /** Stripe adds properties to it. */
  override getRawResponse(): object {
    return { text: this.#text };
  }

  /** Stripe's client takes each body without `error` for a success, with any status: also the `{}` of a proxy with 503. */
  override toJSON(): Promise<unknown> {
    const status = this.getStatusCode();
    const body = parseObject(this.#text);
    if (body !== undefined && (status < 400 || 'error' in body)) return Promise.resolve(body);
    const type = status >= 400 && status < 500 ? 'invalid_request_error' : 'api_error';
    return Promise.resolve({
      error: { type, message: `The response with status ${status} is not Stripe's.` },
    });
  }
}

/** @returns undefined if the text is no JSON object */
function parseObject(text: string): object | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

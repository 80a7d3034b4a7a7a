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

  override toJSON(): Promise<unknown> {
    return Promise.resolve().then(() => JSON.parse(this.#text) as unknown);
  }
}

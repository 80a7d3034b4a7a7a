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
      return new StripeHttpResponse(response.status, response.headers, parseAnswer(response));
    } catch (error) {
      throw (error as Error).name === 'TimeoutError' ? Stripe.HttpClient.makeTimeoutError() : error;
    }
  }
}

interface Answer {
  readonly object?: unknown;
  readonly error?: unknown;
}

/**
 * The SDK takes every object without an `error` for a success, regardless of the status, and a call that receives a number
 * or a string never ends. A response that Stripe does not send, such as the error page of a proxy, is treated as a lost one:
 * https://docs.stripe.com/api/errors
 *
 * @throws Error unless a response with status 2xx has an object, and any other an error
 */
function parseAnswer({ status, text }: { readonly status: number; readonly text: string }): Answer {
  const answer = JSON.parse(text) as Answer | null;
  const isSuccess = status >= 200 && status < 300;
  const isAnswer = isSuccess
    ? typeof answer?.object === 'string' && answer.error === undefined
    : typeof answer?.error === 'object' && answer.error !== null;
  if (answer === null || !isAnswer) throw new Error(`A response with status ${status} is not from Stripe.`);
  return answer;
}

class StripeHttpResponse extends Stripe.HttpClientResponse {
  readonly #answer: Answer;

  constructor(status: number, headers: IncomingHttpHeaders, answer: Answer) {
    super(status, headers as Record<string, string>);
    this.#answer = answer;
  }

  /** Stripe adds properties to it. */
  override getRawResponse(): object {
    return {};
  }

  override async toJSON(): Promise<unknown> {
    return this.#answer;
  }
}

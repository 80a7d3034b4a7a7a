import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

interface Intent {
  readonly id: string;
  readonly object: 'payment_intent';
  readonly amount: number;
  readonly metadata: { readonly orderId: string };
  status: 'requires_capture' | 'succeeded' | 'canceled';
  isRefunded: boolean;
}

interface Answer {
  readonly status: number;
  readonly body: object;
}

/** As much of Stripe's API as our gateway speaks, with the sandbox provider's tokens. https://docs.stripe.com/api/payment_intents */
export async function startStripeStub() {
  const intents = new Map<string, Intent>();
  const troubled = new Set<string>();
  const isFirst = (key: string) => !troubled.has(key) && troubled.add(key);

  const create = (form: URLSearchParams): Answer => {
    const token = form.get('payment_method') ?? '';
    if (form.get('capture_method') !== 'manual' || form.get('confirm') !== 'true')
      return refusal(400, { type: 'invalid_request_error', code: 'parameter_missing' });
    if (token === 'tok_declined') return refusal(402, { type: 'card_error', code: 'card_declined' });
    if (!/^tok_(success|timeout|unavailable)/.test(token))
      return refusal(400, {
        type: 'invalid_request_error',
        code: 'resource_missing',
        param: 'payment_method',
      });
    const amount = Number(form.get('amount'));
    // What 50 cents are worth in each currency, and eight digits: https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts
    if (amount < 50 || amount > 99_999_999)
      return refusal(400, {
        type: 'invalid_request_error',
        code: amount < 50 ? 'amount_too_small' : 'amount_too_large',
        param: 'amount',
      });
    if (form.get('currency') === 'xxx')
      return refusal(400, { type: 'invalid_request_error', param: 'currency' });
    const intent: Intent = {
      id: `pi_${intents.size + 1}`,
      object: 'payment_intent',
      amount,
      metadata: { orderId: form.get('metadata[orderId]') ?? '' },
      status: 'requires_capture',
      isRefunded: false,
    };
    intents.set(intent.id, intent);
    return { status: 200, body: { ...intent } };
  };

  const move = (intent: Intent, to: Intent['status']): Answer => {
    if (intent.status !== 'requires_capture')
      return refusal(400, {
        type: 'invalid_request_error',
        code: 'payment_intent_unexpected_state',
        payment_intent: intent,
      });
    intent.status = to;
    return { status: 200, body: { ...intent } };
  };

  const refund = (intent: Intent): Answer => {
    if (intent.isRefunded)
      return refusal(400, { type: 'invalid_request_error', code: 'charge_already_refunded' });
    intent.isRefunded = true;
    return { status: 200, body: { id: 're_1', object: 'refund', amount: intent.amount } };
  };

  const search = (query: string): Answer => {
    const [, orderId] = /^metadata\['orderId'\]:'(.+)'$/.exec(query) ?? [];
    const data = [...intents.values()].filter(({ metadata }) => metadata.orderId === orderId);
    return { status: 200, body: { object: 'search_result', data, has_more: false } };
  };

  const work = ({ pathname, searchParams }: URL, form: URLSearchParams): Answer => {
    if (pathname === '/v1/payment_intents/search') return search(searchParams.get('query') ?? '');
    if (pathname === '/v1/payment_intents') return create(form);
    if (pathname === '/v1/refunds') return refund(intents.get(form.get('payment_intent') ?? '')!);
    const [, id = '', action] = /^\/v1\/payment_intents\/(\w+)\/(capture|cancel)$/.exec(pathname) ?? [];
    const intent = intents.get(id);
    if (!intent) return refusal(404, { type: 'invalid_request_error', code: 'resource_missing' });
    return move(intent, action === 'capture' ? 'succeeded' : 'canceled');
  };

  let breakdown: Breakdown | undefined;
  const workOrBreak = (url: URL, form: URLSearchParams): Answer => {
    const now = breakdown;
    breakdown = undefined;
    if (now === 'before the work') return broken;
    const answer = work(url, form);
    return now === 'after the work' ? broken : answer;
  };

  // "Retries with the same key return the saved response, including 500 errors": https://docs.stripe.com/api/idempotent_requests
  const kept = new Map<string, Answer>();
  const once = (key: string, answer: () => Answer): Answer => {
    if (key === '') return answer();
    if (!kept.has(key)) kept.set(key, answer());
    return kept.get(key)!;
  };

  const server = createServer(async (request, response) => {
    const send = ({ status, body }: Answer) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    const url = new URL(request.url ?? '', 'http://stripe');
    const form = new URLSearchParams(await text(request));
    const key = String(request.headers['idempotency-key'] ?? '');
    if (request.headers.authorization !== 'Bearer sk_test_stub')
      return send(refusal(401, { type: 'invalid_request_error' }));
    const token = form.get('payment_method');
    // Turned away before the work begins, so nothing is kept.
    if (token === 'tok_unavailable_once' && isFirst(key)) return send(refusal(429, { code: 'rate_limit' }));
    const answer = once(key, () => workOrBreak(url, form));
    if (token !== 'tok_timeout_after_charge' || !isFirst(key)) send(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    port: (server.address() as AddressInfo).port,
    /** Answers the next request 500, with its work done or not, and is well again after it. */
    breakOnce(when: Breakdown): void {
      breakdown = when;
    },
    chargesOf: (reference: string) =>
      [...intents.values()]
        .filter(({ metadata }) => metadata.orderId === reference)
        .map(({ status, isRefunded, amount }) => ({ status, refunded: isRefunded ? amount : 0 })),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type Breakdown = 'before the work' | 'after the work';

const refusal = (status: number, error: object): Answer => ({ status, body: { error } });
const broken = refusal(500, { type: 'api_error' });

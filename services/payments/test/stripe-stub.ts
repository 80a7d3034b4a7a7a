import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

interface Intent {
  readonly id: string;
  readonly object: 'payment_intent';
  readonly amount: number;
  readonly currency: string;
  /** In seconds. */
  readonly created: number;
  readonly metadata: { readonly orderId: string };
  status: 'requires_capture' | 'succeeded' | 'canceled';
  isRefunded: boolean;
}

interface StripeResponse {
  readonly status: number;
  readonly body: object;
}

/** The part of Stripe's API that the gateway uses, with the tokens of the sandbox provider: https://docs.stripe.com/api/payment_intents */
export async function startStripeStub() {
  const intents = new Map<string, Intent>();
  const usedKeys = new Set<string>();
  const isFirst = (key: string) => !usedKeys.has(key) && usedKeys.add(key);

  const create = (form: URLSearchParams): StripeResponse => {
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
    // https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts
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
      currency: form.get('currency') ?? '',
      created: Math.floor(Date.now() / 1000),
      metadata: { orderId: form.get('metadata[orderId]') ?? '' },
      status: 'requires_capture',
      isRefunded: false,
    };
    intents.set(intent.id, intent);
    return { status: 200, body: { ...intent } };
  };

  const changeStatus = (intent: Intent, to: Intent['status']): StripeResponse => {
    if (intent.status !== 'requires_capture')
      return refusal(400, {
        type: 'invalid_request_error',
        code: 'payment_intent_unexpected_state',
        payment_intent: intent,
      });
    intent.status = to;
    return { status: 200, body: { ...intent } };
  };

  const refund = (intent: Intent): StripeResponse => {
    if (intent.isRefunded)
      return refusal(400, { type: 'invalid_request_error', code: 'charge_already_refunded' });
    intent.isRefunded = true;
    return { status: 200, body: { id: 're_1', object: 'refund', amount: intent.amount } };
  };

  const search = (query: string): StripeResponse => {
    const [, orderId] = /^metadata\['orderId'\]:'(.+)'$/.exec(query) ?? [];
    const data = [...intents.values()].filter(({ metadata }) => metadata.orderId === orderId);
    return { status: 200, body: { object: 'search_result', data, has_more: false } };
  };

  // The newest first: https://docs.stripe.com/api/payment_intents/list
  const list = (query: URLSearchParams): StripeResponse => {
    const [from, to, limit] = ['created[gte]', 'created[lt]', 'limit'].map((name) => Number(query.get(name)));
    const newestFirst = [...intents.values()].toReversed();
    const first = newestFirst.findIndex(({ id }) => id === query.get('starting_after')) + 1;
    const found = newestFirst.slice(first).filter(({ created }) => from! <= created && created < to!);
    const isExpanded = query.get('expand[0]') === 'data.latest_charge';
    const data = found.slice(0, limit).map((intent) => ({
      ...intent,
      amount_received: intent.status === 'succeeded' ? intent.amount : 0,
      latest_charge: isExpanded
        ? { amount_refunded: intent.isRefunded || intent.status === 'canceled' ? intent.amount : 0 }
        : 'ch_1',
    }));
    return { status: 200, body: { object: 'list', data, has_more: found.length > limit! } };
  };

  const handle = (method: string, { pathname, searchParams }: URL, form: URLSearchParams): StripeResponse => {
    if (pathname === '/v1/payment_intents/search') return search(searchParams.get('query') ?? '');
    if (pathname === '/v1/payment_intents') return method === 'GET' ? list(searchParams) : create(form);
    if (pathname === '/v1/refunds') return refund(intents.get(form.get('payment_intent') ?? '')!);
    const [, id = '', action] = /^\/v1\/payment_intents\/(\w+)\/(capture|cancel)$/.exec(pathname) ?? [];
    const intent = intents.get(id);
    if (!intent) return refusal(404, { type: 'invalid_request_error', code: 'resource_missing' });
    return changeStatus(intent, action === 'capture' ? 'succeeded' : 'canceled');
  };

  let failurePoint: FailurePoint | undefined;
  const handleOrFail = (method: string, url: URL, form: URLSearchParams): StripeResponse => {
    const current = failurePoint;
    failurePoint = undefined;
    if (current === 'before-effect') return serverError;
    const answer = handle(method, url, form);
    return current === 'after-effect' ? serverError : answer;
  };

  // "Retries with the same key return the saved response, including 500 errors": https://docs.stripe.com/api/idempotent_requests
  const savedResponses = new Map<string, StripeResponse>();
  const idempotent = (key: string, respond: () => StripeResponse): StripeResponse => {
    if (key === '') return respond();
    if (!savedResponses.has(key)) savedResponses.set(key, respond());
    return savedResponses.get(key)!;
  };

  const server = createServer(async (request, response) => {
    const send = ({ status, body }: StripeResponse) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    const url = new URL(request.url ?? '', 'http://stripe');
    const form = new URLSearchParams(await text(request));
    const key = String(request.headers['idempotency-key'] ?? '');
    if (request.headers.authorization !== 'Bearer sk_test_stub')
      return send(refusal(401, { type: 'invalid_request_error' }));
    const token = form.get('payment_method');
    // Rate limits apply before the request is processed, so no response is saved.
    if (token === 'tok_unavailable_once' && isFirst(key)) return send(refusal(429, { code: 'rate_limit' }));
    const answer = idempotent(key, () => handleOrFail(request.method ?? '', url, form));
    if (token !== 'tok_timeout_after_charge' || !isFirst(key)) send(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    port: (server.address() as AddressInfo).port,
    /** Fails the next request with 500, before or after its effect. */
    failOnce(when: FailurePoint): void {
      failurePoint = when;
    },
    listCharges: (reference: string) =>
      [...intents.values()]
        .filter(({ metadata }) => metadata.orderId === reference)
        .map(({ status, isRefunded, amount }) => ({ status, refunded: isRefunded ? amount : 0 })),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type FailurePoint = 'before-effect' | 'after-effect';

const refusal = (status: number, error: object): StripeResponse => ({ status, body: { error } });
const serverError = refusal(500, { type: 'api_error' });

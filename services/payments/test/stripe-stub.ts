import { createServer, type ServerResponse } from 'node:http';
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

/** As much of Stripe's API as our gateway speaks, with the sandbox provider's tokens. https://docs.stripe.com/api/payment_intents */
export async function startStripeStub() {
  const intents = new Map<string, Intent>();
  const answers = new Map<string, Intent>();
  const troubled = new Set<string>();
  const isFirst = (key: string) => !troubled.has(key) && troubled.add(key);

  const create = (form: URLSearchParams, key: string, response: ServerResponse) => {
    const token = form.get('payment_method') ?? '';
    if (form.get('capture_method') !== 'manual' || form.get('confirm') !== 'true')
      return fail(response, 400, { type: 'invalid_request_error', code: 'parameter_missing' });
    if (token === 'tok_declined') return fail(response, 402, { type: 'card_error', code: 'card_declined' });
    if (!/^tok_(success|timeout|unavailable)/.test(token))
      return fail(response, 400, {
        type: 'invalid_request_error',
        code: 'resource_missing',
        param: 'payment_method',
      });
    if (token === 'tok_unavailable_once' && isFirst(key)) return fail(response, 503, { type: 'api_error' });
    const intent: Intent = answers.get(key) ?? {
      id: `pi_${intents.size + 1}`,
      object: 'payment_intent',
      amount: Number(form.get('amount')),
      metadata: { orderId: form.get('metadata[orderId]') ?? '' },
      status: 'requires_capture',
      isRefunded: false,
    };
    answers.set(key, intent);
    intents.set(intent.id, intent);
    if (token !== 'tok_timeout_after_charge' || !isFirst(key)) send(response, 200, intent);
  };

  const move = (intent: Intent, to: Intent['status'], response: ServerResponse) => {
    if (intent.status !== 'requires_capture')
      return fail(response, 400, {
        type: 'invalid_request_error',
        code: 'payment_intent_unexpected_state',
        payment_intent: intent,
      });
    intent.status = to;
    send(response, 200, intent);
  };

  const refund = (intent: Intent, response: ServerResponse) => {
    if (intent.isRefunded)
      return fail(response, 400, { type: 'invalid_request_error', code: 'charge_already_refunded' });
    intent.isRefunded = true;
    send(response, 200, { id: 're_1', object: 'refund', amount: intent.amount });
  };

  const search = (query: string, response: ServerResponse) => {
    const [, orderId] = /^metadata\['orderId'\]:'(.+)'$/.exec(query) ?? [];
    const data = [...intents.values()].filter(({ metadata }) => metadata.orderId === orderId);
    send(response, 200, { object: 'search_result', data, has_more: false });
  };

  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://stripe');
    const form = new URLSearchParams(await text(request));
    const key = String(request.headers['idempotency-key'] ?? '');
    if (request.headers.authorization !== 'Bearer sk_test_stub')
      return fail(response, 401, { type: 'invalid_request_error' });
    if (pathname === '/v1/payment_intents/search') return search(searchParams.get('query') ?? '', response);
    if (pathname === '/v1/payment_intents') return create(form, key, response);
    if (pathname === '/v1/refunds') return refund(intents.get(form.get('payment_intent') ?? '')!, response);
    const [, id = '', action] = /^\/v1\/payment_intents\/(\w+)\/(capture|cancel)$/.exec(pathname) ?? [];
    const intent = intents.get(id);
    if (!intent) return fail(response, 404, { type: 'invalid_request_error', code: 'resource_missing' });
    return move(intent, action === 'capture' ? 'succeeded' : 'canceled', response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    port: (server.address() as AddressInfo).port,
    chargesOf: (reference: string) =>
      [...intents.values()]
        .filter(({ metadata }) => metadata.orderId === reference)
        .map(({ isRefunded, amount }) => ({ refunded: isRefunded ? amount : 0 })),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

const fail = (response: ServerResponse, status: number, error: object): void =>
  send(response, status, { error });

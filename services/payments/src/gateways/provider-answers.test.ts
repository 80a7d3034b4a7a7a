import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { money } from '#libs/models';
import type { ProviderClient } from './payment-provider.ts';
import { sandboxProvider } from './sandbox-provider.ts';
import { stripeProvider } from './stripe-provider.ts';

interface Answer {
  readonly status: number;
  readonly text: string;
}

let server: Server;
let answer: Answer;

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume();
    request.on('end', () => response.writeHead(answer.status).end(answer.text));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const port = () => (server.address() as AddressInfo).port;
// Longer than a busy machine takes to respond.
const timeoutMilliseconds = 60_000;
const providers: Readonly<Record<string, () => ProviderClient>> = {
  'the sandbox': () =>
    sandboxProvider({ url: `http://127.0.0.1:${port()}`, secretKey: 'sk', timeoutMilliseconds }),
  Stripe: () =>
    stripeProvider({
      secretKey: 'sk_test_stub',
      host: '127.0.0.1',
      port: port(),
      protocol: 'http',
      timeoutMilliseconds,
    }),
};

const operations: Readonly<Record<string, (provider: ProviderClient) => Promise<unknown>>> = {
  authorize: (provider) =>
    provider.authorize({
      reference: 'ord_1',
      amount: money(1_999, 'EUR'),
      paymentToken: 'tok_success',
      idempotencyKey: 'ord_1-authorize',
    }),
  capture: (provider) => provider.capture('pi_1'),
  void: (provider) => provider.void('pi_1'),
  refund: (provider) => provider.refund('pi_1'),
  find: (provider) => provider.find('ord_1'),
  list: (provider) => provider.list({ from: new Date(0), to: new Date(1) }),
};

const calls = Object.entries(providers).flatMap(([provider, open]) =>
  Object.entries(operations).map(([operation, call]) => ({ provider, operation, open, call })),
);

/** What no provider responds with: not JSON, or not an object. */
const foreignTexts = ['', '<html>Bad Gateway</html>', '{"id":"pi_1"', 'null', '[]', '"ok"', '1', 'true'];
/** Objects that no provider responds with. */
const foreignObjects = [
  '{}',
  '{"id":"pi_1"}',
  '{"message":"Endpoint request timed out"}',
  '{"error":null}',
  '{"object":1}',
];
/** Bodies that decide a request, if the status is right. */
const conclusiveTexts = [
  { id: 'pi_1', object: 'payment_intent', status: 'requires_capture' },
  { object: 'list', data: [], items: [], has_more: false },
  { code: 'declined' },
  { code: 'token-invalid' },
  { code: 'captured' },
  { code: 'voided' },
  { error: { type: 'card_error', code: 'card_declined' } },
  { error: { type: 'invalid_request_error', code: 'amount_too_small' } },
  { error: { type: 'invalid_request_error', param: 'payment_method' } },
  { error: { type: 'invalid_request_error', code: 'charge_already_refunded' } },
  ...['succeeded', 'canceled'].map((status) => ({
    error: {
      type: 'invalid_request_error',
      code: 'payment_intent_unexpected_state',
      payment_intent: { status },
    },
  })),
].map((body) => JSON.stringify(body));

const outcomeOf = (call: () => Promise<unknown>, received: Answer): Promise<unknown> => {
  answer = received;
  return call().then(
    (result) => ({ result }),
    (error: unknown) => error,
  );
};
const unavailable = { kind: 'unavailable', code: 'payment.provider-unavailable' };
const failures = fc.oneof(fc.integer({ min: 500, max: 599 }), fc.constant(429));

describe.each(calls)('$operation of $provider', ({ open, call }) => {
  it('is unavailable after a failure of the provider, with any body', async () => {
    const provider = open();
    const texts = fc.constantFrom(...foreignTexts, ...foreignObjects, ...conclusiveTexts);
    await fc.assert(
      fc.asyncProperty(failures, texts, async (status, text) => {
        expect(await outcomeOf(() => call(provider), { status, text })).toMatchObject(unavailable);
      }),
    );
  });

  it('is unavailable after a response that is not from the provider', async () => {
    const provider = open();
    const statuses = fc.integer({ min: 200, max: 599 });
    await fc.assert(
      fc.asyncProperty(statuses, fc.constantFrom(...foreignTexts), async (status, text) => {
        expect(await outcomeOf(() => call(provider), { status, text })).toMatchObject(unavailable);
      }),
    );
  });

  it('never succeeds without the result of a success', async () => {
    const provider = open();
    const answers = fc.oneof(
      fc.record({ status: fc.integer({ min: 300, max: 499 }), text: fc.constantFrom(...foreignObjects) }),
      fc.record({
        status: fc.integer({ min: 300, max: 399 }),
        text: fc.constantFrom(conclusiveTexts[0]!, conclusiveTexts[1]!),
      }),
    );
    await fc.assert(
      fc.asyncProperty(answers, async (received) => {
        expect(await outcomeOf(() => call(provider), received)).toBeInstanceOf(Error);
      }),
    );
  });
});

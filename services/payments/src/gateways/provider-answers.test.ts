import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { money, newId } from '#libs/models';
import { authorizationKey, type PaymentProvider } from './payment-provider.ts';
import { sandboxProvider } from './sandbox-provider.ts';
import { stripeProvider } from './stripe-provider.ts';

interface Answer {
  readonly status: number;
  readonly body: string;
}

let server: Server;
let answer: Answer = { status: 200, body: '{}' };

beforeAll(async () => {
  server = createServer((_, response) => {
    // Stripe's client repeats requests itself, unless the answer says not to.
    response.writeHead(answer.status, { 'content-type': 'application/json', 'stripe-should-retry': 'false' });
    response.end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const port = () => (server.address() as AddressInfo).port;
const providers: readonly (readonly [string, () => PaymentProvider])[] = [
  [
    'Stripe',
    () =>
      stripeProvider({
        secretKey: 'sk_test_stub',
        host: '127.0.0.1',
        port: port(),
        protocol: 'http',
        timeoutMilliseconds: 12_000,
      }),
  ],
  [
    'the sandbox',
    () =>
      sandboxProvider({
        url: `http://127.0.0.1:${port()}`,
        secretKey: 'sk_sandbox',
        timeoutMilliseconds: 12_000,
      }),
  ],
];
const operations: Readonly<Record<string, (provider: PaymentProvider) => Promise<unknown>>> = {
  authorize(provider) {
    const reference = newId('ord');
    return provider.authorize({
      reference,
      amount: money(1999, 'EUR'),
      paymentToken: 'tok_success',
      idempotencyKey: authorizationKey(reference),
    });
  },
  capture: (provider) => provider.capture('pi_1'),
  void: (provider) => provider.void('pi_1'),
  refund: (provider) => provider.refund('pi_1'),
  find: (provider) => provider.find(newId('ord')),
};
const bodies = ['', '{}', '{"id":"pi_1"}', 'null', '[]', '"busy"', '<html>Bad gateway</html>', '{"id":'];

describe.each(providers)('%s', (_, open) => {
  describe.each(Object.keys(operations))('%s', (name) => {
    const call = () => operations[name]!(open());

    it.each([429, 500, 502, 503, 504])('is repeated after %i, with any body', async (status) => {
      for (const body of bodies) {
        answer = { status, body };
        await expect(call()).rejects.toMatchObject({ code: 'payment.provider-unavailable' });
      }
    });

    it.each([400, 401, 403, 404])('takes %i for no success, with any body', async (status) => {
      for (const body of bodies) {
        answer = { status, body };
        await expect(call()).rejects.toBeInstanceOf(Error);
      }
    });
  });
});

it.each(Object.keys(operations))('Stripe: %s is repeated after an answer that was cut off', async (name) => {
  const [, open] = providers[0]!;
  for (const body of ['', '<html>', '{"id":', 'null', '[]']) {
    answer = { status: 200, body };
    await expect(operations[name]!(open())).rejects.toMatchObject({ code: 'payment.provider-unavailable' });
  }
});

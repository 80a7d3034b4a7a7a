import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { money, newId } from '#libs/models';
import { startSandboxProvider, type SandboxProvider } from '../../local/sandbox-provider/server.ts';
import { inMemoryPaymentProvider } from '../../test/in-memory-payment-provider.ts';
import { startStripeStub } from '../../test/stripe-stub.ts';
import { authorizationKey, type PaymentProvider } from './payment-provider.ts';
import { sandboxProvider } from './sandbox-provider.ts';
import { stripeProvider } from './stripe-provider.ts';

interface Subject {
  readonly provider: PaymentProvider;
  /** What the provider's own books say; `refunded` in minor units. */
  readonly chargesOf: (reference: string) => Promise<{ readonly refunded: number }[]>;
}

// Long enough for an answer on this machine, short enough to wait out.
const timeoutMilliseconds = 1_000;
const folder = mkdtempSync(join(tmpdir(), 'sandbox-provider-'));
let sandbox: SandboxProvider;
let stripe: Awaited<ReturnType<typeof startStripeStub>>;

beforeAll(async () => {
  // Nobody listens to its events here.
  sandbox = await startSandboxProvider({ file: join(folder, 'books'), webhookUrl: 'http://127.0.0.1:9/' });
  stripe = await startStripeStub();
});
afterAll(async () => {
  await Promise.all([sandbox.stop(), stripe.stop()]);
  rmSync(folder, { recursive: true });
});

const inMemory = (): Subject => {
  const provider = inMemoryPaymentProvider();
  const { charges } = provider;
  return {
    provider,
    chargesOf: async (reference) =>
      charges
        .filter((charge) => charge.reference === reference)
        .map(({ status, amount }) => ({ refunded: status === 'refunded' ? amount : 0 })),
  };
};
const onSandbox = (): Subject => ({
  provider: sandboxProvider({ ...sandbox, timeoutMilliseconds }),
  async chargesOf(reference) {
    const response = await fetch(`${sandbox.url}/charges?reference=${reference}`);
    return ((await response.json()) as { items: { refunded: number }[] }).items;
  },
});
const onStripe = (): Subject => ({
  provider: stripeProvider({
    secretKey: 'sk_test_stub',
    host: '127.0.0.1',
    port: stripe.port,
    protocol: 'http',
    timeoutMilliseconds,
  }),
  chargesOf: async (reference) => stripe.chargesOf(reference),
});

describe.each<[string, () => Subject]>([
  ['in memory', inMemory],
  ['on the sandbox', onSandbox],
  ['on Stripe', onStripe],
])('the payment provider %s', (_, open) => {
  const request = (paymentToken = 'tok_success') => {
    const reference = newId('ord');
    const idempotencyKey = authorizationKey(reference);
    return { reference, amount: money(1999, 'EUR'), paymentToken, idempotencyKey };
  };
  const authorized = async ({ provider }: Subject) => {
    const asked = request();
    return { ...asked, ...(await provider.authorize(asked)) };
  };

  it('holds the amount once for each key, and finds it by its reference', async () => {
    const { provider, chargesOf } = open();
    const asked = request();
    const first = await provider.authorize(asked);
    expect(await provider.authorize(asked)).toEqual(first);
    expect(await provider.find(asked.reference)).toMatchObject(first);
    expect(await chargesOf(asked.reference)).toHaveLength(1);
  });

  it('knows nothing of what it was never asked', async () => {
    const found = await open().provider.find(newId('ord'));
    expect(found.authorizationId).toBeUndefined();
    expect(found.certainAfterSeconds).toBeGreaterThan(0);
  });

  it.each([
    ['tok_declined', 'conflict', 'payment.declined'],
    ['tok_of_nobody', 'invalid', 'payment.token-invalid'],
  ])('refuses %s', async (token, kind, code) => {
    const { provider, chargesOf } = open();
    const asked = request(token);
    await expect(provider.authorize(asked)).rejects.toMatchObject({ kind, code });
    expect(await chargesOf(asked.reference)).toEqual([]);
  });

  it.each(['tok_unavailable_once', 'tok_timeout_after_charge'])(
    'charges once when %s makes a second try necessary',
    async (token) => {
      const { provider, chargesOf } = open();
      const asked = request(token);
      await expect(provider.authorize(asked)).rejects.toMatchObject({
        kind: 'unavailable',
        code: 'payment.provider-unavailable',
      });
      const { authorizationId } = await provider.authorize(asked);
      expect((await provider.find(asked.reference)).authorizationId).toBe(authorizationId);
      expect(await chargesOf(asked.reference)).toHaveLength(1);
    },
  );

  it('captures what it holds, and a second time changes nothing', async () => {
    const subject = open();
    const { authorizationId } = await authorized(subject);
    await subject.provider.capture(authorizationId);
    await subject.provider.capture(authorizationId);
    expect(await subject.provider.void(authorizationId)).toBe('captured');
  });

  it('lets go of what it holds, and then captures it no more', async () => {
    const subject = open();
    const { authorizationId, reference } = await authorized(subject);
    expect(await subject.provider.void(authorizationId)).toBe('voided');
    expect(await subject.provider.void(authorizationId)).toBe('voided');
    await expect(subject.provider.capture(authorizationId)).rejects.toMatchObject({
      code: 'payment.voided',
    });
    expect((await subject.provider.find(reference)).authorizationId).toBeUndefined();
  });

  it('gives back what it took, and a second time nothing', async () => {
    const subject = open();
    const { authorizationId, reference } = await authorized(subject);
    await subject.provider.capture(authorizationId);
    await subject.provider.refund(authorizationId);
    await subject.provider.refund(authorizationId);
    expect(await subject.chargesOf(reference)).toMatchObject([{ refunded: 1999 }]);
  });
});

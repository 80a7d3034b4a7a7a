import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { money, newId } from '#libs/models';
import { startSandboxProvider, type SandboxProvider } from '../../local/sandbox-provider/server.ts';
import { inMemoryPaymentProvider } from '../../test/in-memory-payment-provider.ts';
import { startStripeStub } from '../../test/stripe-stub.ts';
import { authorizationKey, type ProviderClient } from './payment-provider.ts';
import { sandboxProvider } from './sandbox-provider.ts';
import { stripeProvider } from './stripe-provider.ts';

interface Subject {
  readonly provider: ProviderClient;
  /** The charges at the provider; `refunded` in minor units. */
  readonly listCharges: (reference: string) => Promise<{ readonly refunded: number }[]>;
}

// Long enough for a local response, short enough for a test.
const timeoutMilliseconds = 1_000;
const folder = mkdtempSync(join(tmpdir(), 'sandbox-provider-'));
let sandbox: SandboxProvider;
let stripe: Awaited<ReturnType<typeof startStripeStub>>;

beforeAll(async () => {
  // Nothing listens on the discard port.
  sandbox = await startSandboxProvider({
    file: join(folder, 'sandbox.sqlite'),
    webhookUrl: 'http://127.0.0.1:9/',
  });
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
    listCharges: async (reference) =>
      charges
        .filter((charge) => charge.reference === reference)
        .map(({ status, amount }) => ({ refunded: status === 'refunded' ? amount : 0 })),
  };
};
const onSandbox = (): Subject => ({
  provider: sandboxProvider({ ...sandbox, timeoutMilliseconds }),
  async listCharges(reference) {
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
  listCharges: async (reference) => stripe.listCharges(reference),
});

const hours = (offset: number) => new Date(Date.now() + offset * 3_600_000);

/** All charges of the last and the next hour. */
async function listAll({ provider }: Subject) {
  const period = { from: hours(-1), to: hours(1) };
  let page = await provider.list(period);
  const charges = [...page.charges];
  let pages = 1;
  while (page.nextCursor !== undefined) {
    page = await provider.list({ ...period, cursor: page.nextCursor });
    charges.push(...page.charges);
    pages += 1;
  }
  return { charges, pages };
}

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
  const authorize = async ({ provider }: Subject) => {
    const authorizationRequest = request();
    return { ...authorizationRequest, ...(await provider.authorize(authorizationRequest)) };
  };

  it('authorizes once per idempotency key and finds the authorization by its reference', async () => {
    const { provider, listCharges } = open();
    const authorizationRequest = request();
    const first = await provider.authorize(authorizationRequest);
    expect(await provider.authorize(authorizationRequest)).toEqual(first);
    expect(await provider.find(authorizationRequest.reference)).toMatchObject(first);
    expect(await listCharges(authorizationRequest.reference)).toHaveLength(1);
  });

  it('finds no authorization for an unknown reference', async () => {
    const found = await open().provider.find(newId('ord'));
    expect(found.authorizationId).toBeUndefined();
    expect(found.visibleAfterSeconds).toBeGreaterThan(0);
  });

  it.each([
    ['tok_declined', 'conflict', 'payment.declined'],
    ['tok_unknown', 'invalid', 'payment.token-invalid'],
  ])('declines %s', async (token, kind, code) => {
    const { provider, listCharges } = open();
    const authorizationRequest = request(token);
    await expect(provider.authorize(authorizationRequest)).rejects.toMatchObject({ kind, code });
    expect(await listCharges(authorizationRequest.reference)).toEqual([]);
  });

  it.each(['tok_unavailable_once', 'tok_timeout_after_charge'])(
    'charges once when %s requires a retry',
    async (token) => {
      const { provider, listCharges } = open();
      const authorizationRequest = request(token);
      await expect(provider.authorize(authorizationRequest)).rejects.toMatchObject({
        kind: 'unavailable',
        code: 'payment.provider-unavailable',
      });
      const { authorizationId } = await provider.authorize(authorizationRequest);
      expect((await provider.find(authorizationRequest.reference)).authorizationId).toBe(authorizationId);
      expect(await listCharges(authorizationRequest.reference)).toHaveLength(1);
    },
  );

  it('captures once', async () => {
    const subject = open();
    const { authorizationId } = await authorize(subject);
    await subject.provider.capture(authorizationId);
    await subject.provider.capture(authorizationId);
    expect(await subject.provider.void(authorizationId)).toBe('captured');
  });

  it('voids once and then rejects a capture', async () => {
    const subject = open();
    const { authorizationId, reference } = await authorize(subject);
    expect(await subject.provider.void(authorizationId)).toBe('voided');
    expect(await subject.provider.void(authorizationId)).toBe('voided');
    await expect(subject.provider.capture(authorizationId)).rejects.toMatchObject({
      code: 'payment.voided',
    });
    expect((await subject.provider.find(reference)).authorizationId).toBeUndefined();
  });

  it.each([
    ['an authorization', async () => {}, { isVoided: false, capturedTotal: 0, refundedTotal: 0 }],
    [
      'a release',
      async ({ provider }: Subject, id: string) => provider.void(id),
      { isVoided: true, capturedTotal: 0, refundedTotal: 0 },
    ],
    [
      'a capture',
      async ({ provider }: Subject, id: string) => provider.capture(id),
      { isVoided: false, capturedTotal: 1999, refundedTotal: 0 },
    ],
    [
      'a refund',
      async ({ provider }: Subject, id: string) => {
        await provider.capture(id);
        await provider.refund(id);
      },
      { capturedTotal: 1999, refundedTotal: 1999 },
    ],
  ])('lists a charge after %s', async (_change, change, expected) => {
    const subject = open();
    const { authorizationId, reference } = await authorize(subject);
    await change(subject, authorizationId);
    const { charges } = await listAll(subject);
    const charge = charges.find(({ orderId }) => orderId === reference)!;
    expect(charge).toMatchObject({ authorizationId, authorizedTotal: 1999, ...expected });
    expect(charge.currency.toUpperCase()).toBe('EUR');
  });

  it('lists each charge of a period once, in pages', async () => {
    const subject = open();
    const ids: string[] = [];
    for (let i = 0; i < 101; i++) ids.push((await authorize(subject)).authorizationId);
    const { charges, pages } = await listAll(subject);
    const listed = charges.map(({ authorizationId }) => authorizationId);
    expect(pages).toBeGreaterThan(1);
    expect(new Set(listed).size).toBe(listed.length);
    expect(listed).toEqual(expect.arrayContaining(ids));
  });

  it('lists no charge that was created after the period', async () => {
    const subject = open();
    await authorize(subject);
    expect(await subject.provider.list({ from: hours(-2), to: hours(-1) })).toEqual({ charges: [] });
  });

  it('refunds once', async () => {
    const subject = open();
    const { authorizationId, reference } = await authorize(subject);
    await subject.provider.capture(authorizationId);
    await subject.provider.refund(authorizationId);
    await subject.provider.refund(authorizationId);
    expect(await subject.listCharges(reference)).toMatchObject([{ refunded: 1999 }]);
  });
});

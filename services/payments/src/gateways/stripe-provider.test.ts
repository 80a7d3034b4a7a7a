import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { money, newId } from '#libs/models';
import { startStripeStub, type Breakdown } from '../../test/stripe-stub.ts';
import { authorizationKey, type PaymentProvider } from './payment-provider.ts';
import { stripeProvider } from './stripe-provider.ts';

let stripe: Awaited<ReturnType<typeof startStripeStub>>;
let provider: PaymentProvider;

beforeAll(async () => {
  stripe = await startStripeStub();
  provider = stripeProvider({
    secretKey: 'sk_test_stub',
    host: '127.0.0.1',
    port: stripe.port,
    protocol: 'http',
  });
});
afterAll(() => stripe.stop());

const request = (amount = money(1999, 'EUR')) => {
  const reference = newId('ord');
  return { reference, amount, paymentToken: 'tok_success', idempotencyKey: authorizationKey(reference) };
};
const unavailable = { kind: 'unavailable', code: 'payment.provider-unavailable' };

describe.each<Breakdown>(['before the work', 'after the work'])('after one 500 of Stripe, %s', (when) => {
  it('the next try to capture, or to refund, does it', async () => {
    const asked = request();
    const { authorizationId } = await provider.authorize(asked);
    stripe.breakOnce(when);
    await expect(provider.capture(authorizationId)).rejects.toMatchObject(unavailable);
    await provider.capture(authorizationId);
    expect(stripe.chargesOf(asked.reference)).toEqual([{ status: 'succeeded', refunded: 0 }]);

    stripe.breakOnce(when);
    await expect(provider.refund(authorizationId)).rejects.toMatchObject(unavailable);
    await provider.refund(authorizationId);
    expect(stripe.chargesOf(asked.reference)).toEqual([{ status: 'succeeded', refunded: 1999 }]);
  });

  it('the next try to let go does it', async () => {
    const asked = request();
    const { authorizationId } = await provider.authorize(asked);
    stripe.breakOnce(when);
    await expect(provider.void(authorizationId)).rejects.toMatchObject(unavailable);
    expect(await provider.void(authorizationId)).toBe('voided');
    expect(stripe.chargesOf(asked.reference)).toEqual([{ status: 'canceled', refunded: 0 }]);
  });
});

it.each([
  ['payment.amount-too-small', money(30, 'EUR')],
  ['payment.amount-too-large', money(100_000_000, 'EUR')],
  ['payment.currency-unsupported', money(5000, 'XXX')],
  ['payment.currency-unsupported', money(5000, 'ISK')],
])('is refused with %s, for the buyer to hear: %j', async (code, amount) => {
  const asked = request(amount);
  await expect(provider.authorize(asked)).rejects.toMatchObject({
    kind: 'invalid',
    code,
    detail: expect.stringContaining('by card'),
  });
  expect(stripe.chargesOf(asked.reference)).toEqual([]);
});

it('an authorization that failed at Stripe is never held twice, and what it left can be found', async () => {
  const asked = request();
  stripe.breakOnce('after the work');
  await expect(provider.authorize(asked)).rejects.toMatchObject(unavailable);
  await expect(provider.authorize(asked)).rejects.toMatchObject(unavailable);
  const { authorizationId } = await provider.find(asked.reference);
  expect(await provider.void(authorizationId!)).toBe('voided');
  expect(stripe.chargesOf(asked.reference)).toEqual([{ status: 'canceled', refunded: 0 }]);
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { money, newId } from '#libs/models';
import { startStripeStub, type FailurePoint } from '../../test/stripe-stub.ts';
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
    timeoutMilliseconds: 12_000,
  });
});
afterAll(() => stripe.stop());

const request = (amount = money(1999, 'EUR')) => {
  const reference = newId('ord');
  return { reference, amount, paymentToken: 'tok_success', idempotencyKey: authorizationKey(reference) };
};
const unavailable = { kind: 'unavailable', code: 'payment.provider-unavailable' };

describe.each<FailurePoint>(['before-effect', 'after-effect'])(
  'after one 500 response of Stripe, %s',
  (failurePoint) => {
    it('retries a capture and a refund', async () => {
      const authorization = request();
      const { authorizationId } = await provider.authorize(authorization);
      stripe.failOnce(failurePoint);
      await expect(provider.capture(authorizationId)).rejects.toMatchObject(unavailable);
      await provider.capture(authorizationId);
      expect(stripe.listCharges(authorization.reference)).toEqual([{ status: 'succeeded', refunded: 0 }]);

      stripe.failOnce(failurePoint);
      await expect(provider.refund(authorizationId)).rejects.toMatchObject(unavailable);
      await provider.refund(authorizationId);
      expect(stripe.listCharges(authorization.reference)).toEqual([{ status: 'succeeded', refunded: 1999 }]);
    });

    it('retries a void', async () => {
      const authorization = request();
      const { authorizationId } = await provider.authorize(authorization);
      stripe.failOnce(failurePoint);
      await expect(provider.void(authorizationId)).rejects.toMatchObject(unavailable);
      expect(await provider.void(authorizationId)).toBe('voided');
      expect(stripe.listCharges(authorization.reference)).toEqual([{ status: 'canceled', refunded: 0 }]);
    });
  },
);

it.each([
  ['payment.amount-too-small', 'below the minimum payment amount', money(30, 'EUR')],
  ['payment.amount-too-large', 'exceeds the maximum payment amount', money(100_000_000, 'EUR')],
  ['payment.currency-unsupported', 'do not support this currency', money(5000, 'XXX')],
  ['payment.currency-unsupported', 'do not support this currency', money(5000, 'ISK')],
])('throws %s with a detail for the customer: %s', async (code, detail, amount) => {
  const authorization = request(amount);
  await expect(provider.authorize(authorization)).rejects.toMatchObject({
    kind: 'invalid',
    code,
    detail: expect.stringContaining(detail),
  });
  expect(stripe.listCharges(authorization.reference)).toEqual([]);
});

it('never authorizes twice after a failure of Stripe and finds the authorization', async () => {
  const authorization = request();
  stripe.failOnce('after-effect');
  await expect(provider.authorize(authorization)).rejects.toMatchObject(unavailable);
  await expect(provider.authorize(authorization)).rejects.toMatchObject(unavailable);
  const { authorizationId } = await provider.find(authorization.reference);
  expect(await provider.void(authorizationId!)).toBe('voided');
  expect(stripe.listCharges(authorization.reference)).toEqual([{ status: 'canceled', refunded: 0 }]);
});

import { AppError } from '#libs/errors';
import Stripe from 'stripe';
import type { PaymentProvider, Refusal } from './payment-provider.ts';

interface Options {
  readonly secretKey: string;
  /** Where Stripe is; tests have a stub of it elsewhere. */
  readonly host?: string;
  readonly port?: number;
  readonly protocol?: 'http' | 'https';
  readonly timeoutMilliseconds?: number;
}

// Issuers may take seconds to answer; our functions have 20. The saga tries again, so the SDK does not.
const TIMEOUT_MILLISECONDS = 12_000;
// What was just made can be searched for "in less than one minute"; half as much again for a bad day.
// https://docs.stripe.com/search#data-freshness
const CERTAIN_AFTER_SECONDS = 90;

// Stripe counts these otherwise than ISO 4217: krónur and shillings in hundredths, ariary whole, and of thousandths the
// last digit has to be 0. Rather none than a hundredth of the price. https://docs.stripe.com/currencies#special-cases
const COUNTED_OTHERWISE = ['ISK', 'UGX', 'MGA', 'BHD', 'JOD', 'KWD', 'OMR', 'TND'];

/**
 * Stripe, by PaymentIntents that are captured separately: https://docs.stripe.com/payments/place-a-hold-on-a-payment-method
 * Under a key it repeats its first answer for a day, "including 500 errors", so only what makes an intent has one: an
 * intent is captured or canceled once, and a refund gives back what is left. https://docs.stripe.com/api/idempotent_requests
 */
export function stripeProvider({
  secretKey,
  timeoutMilliseconds = TIMEOUT_MILLISECONDS,
  ...place
}: Options): PaymentProvider {
  const stripe = new Stripe(secretKey, {
    httpClient: Stripe.createFetchHttpClient(),
    maxNetworkRetries: 0,
    timeout: timeoutMilliseconds,
    telemetry: false,
    ...place,
  });
  const { paymentIntents, refunds } = stripe;

  return {
    async authorize({ reference, amount, paymentToken, idempotencyKey }) {
      if (COUNTED_OTHERWISE.includes(amount.currency)) throw refused('payment.currency-unsupported');
      const request = {
        amount: amount.amount,
        currency: amount.currency.toLowerCase(),
        capture_method: 'manual',
        confirm: true,
        payment_method: paymentToken,
        // The buyer is not there to be sent to a bank's page: what would need that is declined.
        automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
        error_on_requires_action: true,
        metadata: { orderId: reference },
      } as const;
      const intent = await paymentIntents.create(request, { idempotencyKey }).catch(translate);
      if (intent.status !== 'requires_capture') throw declined();
      return { authorizationId: intent.id };
    },

    async capture(authorizationId) {
      try {
        await paymentIntents.capture(authorizationId);
      } catch (error) {
        const status = statusAfter(error);
        if (status === 'succeeded') return;
        if (status === 'canceled') throw new AppError('conflict', 'payment.voided', { cause: error });
        translate(error);
      }
    },

    async void(authorizationId) {
      try {
        await paymentIntents.cancel(authorizationId);
        return 'voided';
      } catch (error) {
        const status = statusAfter(error);
        if (status === 'succeeded') return 'captured';
        if (status === 'canceled') return 'voided';
        return translate(error);
      }
    },

    async refund(authorizationId) {
      try {
        await refunds.create({ payment_intent: authorizationId });
      } catch (error) {
        const isDone = error instanceof Stripe.errors.StripeError && error.code === 'charge_already_refunded';
        if (!isDone) translate(error);
      }
    },

    async find(reference) {
      const query = `metadata['orderId']:'${reference}'`;
      const { data } = await paymentIntents.search({ query, limit: 100 }).catch(translate);
      const found = data.find(({ status }) => status === 'requires_capture' || status === 'succeeded');
      return { certainAfterSeconds: CERTAIN_AFTER_SECONDS, ...(found && { authorizationId: found.id }) };
    },
  };
}

/** Where an intent stands that did not allow what was asked of it. */
const statusAfter = (error: unknown): string | undefined =>
  error instanceof Stripe.errors.StripeError && error.code === 'payment_intent_unexpected_state'
    ? error.payment_intent?.status
    : undefined;

const declined = (cause?: unknown) =>
  new AppError('conflict', 'payment.declined', { cause, detail: 'Pay with another card.' });

const details = {
  'payment.token-invalid': 'Pay with another card.',
  'payment.amount-too-small': 'The total is less than can be paid by card.',
  'payment.amount-too-large': 'The total is more than can be paid by card.',
  'payment.currency-unsupported': 'This currency cannot be paid in by card.',
} satisfies Record<Exclude<Refusal, 'payment.declined'>, string>;

const refused = (code: keyof typeof details, cause?: unknown) =>
  new AppError('invalid', code, { cause, detail: details[code] });

/** What of the request Stripe will not take, where that is for the buyer to hear: https://docs.stripe.com/error-codes */
function refusalOf({ code, param }: InstanceType<typeof Stripe.errors.StripeError>) {
  if (code === 'amount_too_small') return 'payment.amount-too-small';
  if (code === 'amount_too_large') return 'payment.amount-too-large';
  if (param === 'currency') return 'payment.currency-unsupported';
  return param === 'payment_method' ? 'payment.token-invalid' : undefined;
}

/** Stripe's errors in our terms: https://docs.stripe.com/api/errors */
function translate(error: unknown): never {
  const { errors } = Stripe;
  if (!(error instanceof errors.StripeError)) throw error;
  if (error instanceof errors.StripeCardError) throw declined(error);
  const refusal = error instanceof errors.StripeInvalidRequestError && refusalOf(error);
  if (refusal) throw refused(refusal, error);
  if (isWorthAnotherTry(error))
    throw new AppError('unavailable', 'payment.provider-unavailable', { cause: error });
  throw error;
}

// 409 and lock_timeout: another request with this key, or on this object, is still at work.
const isWorthAnotherTry = (error: InstanceType<typeof Stripe.errors.StripeError>): boolean => {
  const { statusCode = 0, code } = error;
  const isConnection = error instanceof Stripe.errors.StripeConnectionError;
  return isConnection || statusCode >= 500 || [409, 429].includes(statusCode) || code === 'lock_timeout';
};

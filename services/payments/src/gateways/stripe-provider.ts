import { AppError } from '#libs/errors';
import Stripe from 'stripe';
import type { Charge } from '../models/charge.ts';
import type { DeclineCode, ProviderClient } from './payment-provider.ts';
import { StripeHttpClient } from './stripe-http-client.ts';

interface Options {
  readonly secretKey: string;
  /** Set by tests that use a stub of Stripe. */
  readonly host?: string;
  readonly port?: number;
  readonly protocol?: 'http' | 'https';
  readonly timeoutMilliseconds: number;
}

// A new PaymentIntent is searchable "in less than one minute"; 50% more is a safety margin.
// https://docs.stripe.com/search#data-freshness
const VISIBLE_AFTER_SECONDS = 90;

// Stripe's minor units of these currencies differ from ISO 4217, so a charge could be wrong by a factor of 100.
// https://docs.stripe.com/currencies#special-cases
const UNSUPPORTED_CURRENCIES = ['ISK', 'UGX', 'MGA', 'BHD', 'JOD', 'KWD', 'OMR', 'TND'];

/**
 * Stripe, with PaymentIntents and manual capture: https://docs.stripe.com/payments/place-a-hold-on-a-payment-method
 * Stripe repeats the first response to an idempotency key for a day, "including 500 errors", so only the creation of an
 * intent uses a key: https://docs.stripe.com/api/idempotent_requests
 */
export function stripeProvider({ secretKey, timeoutMilliseconds, ...endpoint }: Options): ProviderClient {
  const stripe = new Stripe(secretKey, {
    httpClient: new StripeHttpClient(),
    // The saga retries.
    maxNetworkRetries: 0,
    timeout: timeoutMilliseconds,
    telemetry: false,
    ...endpoint,
  });
  const { paymentIntents, refunds } = stripe;

  return {
    async authorize({ reference, amount, paymentToken, idempotencyKey }) {
      if (UNSUPPORTED_CURRENCIES.includes(amount.currency)) throw refused('payment.currency-unsupported');
      const request = {
        amount: amount.amount,
        currency: amount.currency.toLowerCase(),
        capture_method: 'manual',
        confirm: true,
        payment_method: paymentToken,
        // The customer is offline and cannot be redirected to a bank, so payments that require it are declined.
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
        const status = statusOnConflict(error);
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
        const status = statusOnConflict(error);
        if (status === 'succeeded') return 'captured';
        if (status === 'canceled') return 'voided';
        return translate(error);
      }
    },

    async refund(authorizationId) {
      try {
        await refunds.create({ payment_intent: authorizationId });
      } catch (error) {
        if (!isConclusive(error) || error.code !== 'charge_already_refunded') translate(error);
      }
    },

    async find(reference) {
      const query = `metadata['orderId']:'${reference}'`;
      const { data } = await paymentIntents.search({ query, limit: 100 }).catch(translate);
      const found = data.find(({ status }) => status === 'requires_capture' || status === 'succeeded');
      return { visibleAfterSeconds: VISIBLE_AFTER_SECONDS, ...(found && { authorizationId: found.id }) };
    },

    // https://docs.stripe.com/api/payment_intents/list
    async list({ from, to, cursor }) {
      const { data, has_more: hasMore } = await paymentIntents
        .list({
          created: { gte: toUnixSeconds(from), lt: toUnixSeconds(to) },
          limit: 100,
          expand: ['data.latest_charge'],
          ...(cursor !== undefined && { starting_after: cursor }),
        })
        .catch(translate);
      const last = data.at(-1);
      return {
        charges: data.filter(isCharge).map(toCharge),
        ...(hasMore && last && { nextCursor: last.id }),
      };
    },
  };
}

const toUnixSeconds = (instant: Date): number => Math.ceil(instant.getTime() / 1000);

/** False for a declined attempt, and for an intent that another system with the same account created. */
const isCharge = ({ status, metadata }: Stripe.PaymentIntent): boolean =>
  ['requires_capture', 'succeeded', 'canceled'].includes(status) && metadata['orderId'] !== undefined;

/** Stripe also counts the released amount of a canceled authorization as refunded. */
const toRefundedTotal = ({ status, latest_charge: charge }: Stripe.PaymentIntent): number =>
  status === 'succeeded' && charge !== null && typeof charge === 'object' ? charge.amount_refunded : 0;

const toCharge = (intent: Stripe.PaymentIntent): Charge => ({
  authorizationId: intent.id,
  orderId: intent.metadata['orderId'] ?? '',
  currency: intent.currency,
  isVoided: intent.status === 'canceled',
  authorizedTotal: intent.amount,
  capturedTotal: intent.amount_received,
  refundedTotal: toRefundedTotal(intent),
});

/** The status of an intent that did not allow the operation. */
const statusOnConflict = (error: unknown): string | undefined =>
  isConclusive(error) && error.code === 'payment_intent_unexpected_state'
    ? error.payment_intent?.status
    : undefined;

const declined = (cause?: unknown) =>
  new AppError('conflict', 'payment.declined', { cause, detail: 'The card was declined. Use another card.' });

const details = {
  'payment.token-invalid': 'The payment token is invalid. Use another card.',
  'payment.amount-too-small': 'The total is below the minimum payment amount. Increase the quantity.',
  'payment.amount-too-large': 'The total exceeds the maximum payment amount. Reduce the quantity.',
  'payment.currency-unsupported': 'Card payments do not support this currency. Use another currency.',
} satisfies Record<Exclude<DeclineCode, 'payment.declined'>, string>;

const refused = (code: keyof typeof details, cause?: unknown) =>
  new AppError('invalid', code, { cause, detail: details[code] });

/** The decline code of an invalid request, if the customer can act on it: https://docs.stripe.com/error-codes */
function toDeclineCode({ code, param }: InstanceType<typeof Stripe.errors.StripeError>) {
  if (code === 'amount_too_small') return 'payment.amount-too-small';
  if (code === 'amount_too_large') return 'payment.amount-too-large';
  if (param === 'currency') return 'payment.currency-unsupported';
  return param === 'payment_method' ? 'payment.token-invalid' : undefined;
}

/** Translates Stripe's errors: https://docs.stripe.com/api/errors */
function translate(error: unknown): never {
  const { errors } = Stripe;
  if (!(error instanceof errors.StripeError)) throw error;
  if (!isConclusive(error))
    throw new AppError('unavailable', 'payment.provider-unavailable', { cause: error });
  if (error instanceof errors.StripeCardError) throw declined(error);
  const declineCode = error instanceof errors.StripeInvalidRequestError && toDeclineCode(error);
  throw declineCode ? refused(declineCode, error) : error;
}

/** Whether Stripe refused the request. After any other error the request may have had an effect, regardless of its code. */
function isConclusive(error: unknown): error is InstanceType<typeof Stripe.errors.StripeError> {
  return error instanceof Stripe.errors.StripeError && !isTransient(error);
}

// 409 and lock_timeout: another request with this key or on this object is in progress.
const isTransient = (error: InstanceType<typeof Stripe.errors.StripeError>): boolean => {
  const { statusCode = 0, code } = error;
  // An `api_error` is a fault of Stripe, with any status: https://docs.stripe.com/api/errors
  const { StripeConnectionError, StripeAPIError } = Stripe.errors;
  const isOutage = error instanceof StripeConnectionError || error instanceof StripeAPIError;
  return isOutage || statusCode >= 500 || [409, 429].includes(statusCode) || code === 'lock_timeout';
};

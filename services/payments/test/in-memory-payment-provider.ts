import { AppError } from '#libs/errors';
import type { AuthorizationRequest, PaymentProvider } from '../src/gateways/payment-provider.ts';

interface Charge {
  readonly authorizationId: string;
  readonly reference: string;
  readonly amount: number;
  status: 'authorized' | 'captured' | 'voided' | 'refunded';
}

/** What becomes of a request: it is answered, or done but its answer lost, or not even done. */
export type Weather = 'fair' | 'answer-lost' | 'down';

const certainAfterSeconds = 5;

/** A provider in memory. It passes the same contract test as the real ones; `weather` decides about each request. */
export function inMemoryPaymentProvider(weather: () => Weather = () => 'fair') {
  const charges: Charge[] = [];
  const answers = new Map<string, string>();
  const troubled = new Set<string>();

  const chargeOf = (id: string) => charges.find(({ authorizationId }) => authorizationId === id)!;
  const inWeather = async <T>(work: () => T): Promise<T> => {
    const now = weather();
    if (now === 'down') throw unavailable();
    const result = work();
    if (now === 'answer-lost') throw unavailable();
    return result;
  };
  const isFirst = (key: string) => !troubled.has(key) && troubled.add(key);

  const authorize = ({ reference, amount, paymentToken, idempotencyKey }: AuthorizationRequest) => {
    if (paymentToken === 'tok_declined') throw new AppError('conflict', 'payment.declined');
    if (!/^tok_(success|timeout|unavailable)/.test(paymentToken))
      throw new AppError('invalid', 'payment.token-invalid');
    if (paymentToken === 'tok_unavailable_once' && isFirst(idempotencyKey)) throw unavailable();
    let authorizationId = answers.get(idempotencyKey);
    if (authorizationId === undefined) {
      authorizationId = `auth_${charges.length + 1}`;
      answers.set(idempotencyKey, authorizationId);
      charges.push({ authorizationId, reference, amount: amount.amount, status: 'authorized' });
    }
    if (paymentToken === 'tok_timeout_after_charge' && isFirst(idempotencyKey)) throw unavailable();
    return { authorizationId };
  };

  const provider: PaymentProvider = {
    authorize: (request) => inWeather(() => authorize(request)),
    capture: (authorizationId) =>
      inWeather(() => {
        const charge = chargeOf(authorizationId);
        if (charge.status === 'voided') throw new AppError('conflict', 'payment.voided');
        if (charge.status === 'authorized') charge.status = 'captured';
      }),
    void: (authorizationId) =>
      inWeather(() => {
        const charge = chargeOf(authorizationId);
        if (charge.status === 'authorized') charge.status = 'voided';
        return charge.status === 'voided' ? 'voided' : 'captured';
      }),
    refund: (authorizationId) =>
      inWeather(() => {
        const charge = chargeOf(authorizationId);
        if (charge.status === 'captured') charge.status = 'refunded';
      }),
    find: (reference) =>
      inWeather(() => {
        const found = charges.find(
          (charge) => charge.reference === reference && ['authorized', 'captured'].includes(charge.status),
        );
        return { certainAfterSeconds, ...(found && { authorizationId: found.authorizationId }) };
      }),
  };
  return { ...provider, charges: charges as readonly Readonly<Charge>[] };
}

const unavailable = () => new AppError('unavailable', 'payment.provider-unavailable');

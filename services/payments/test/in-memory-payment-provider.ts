import { AppError } from '#libs/errors';
import type { AuthorisationRequest, PaymentProvider } from '../src/gateways/payment-provider.ts';

interface Charge {
  readonly authorisationId: string;
  readonly reference: string;
  readonly amount: number;
  status: 'authorised' | 'captured' | 'voided' | 'refunded';
}

/** What becomes of a request: it is answered, or done but its answer lost, or not even done. */
export type Weather = 'fair' | 'answer-lost' | 'down';

const certainAfterSeconds = 5;

/** A provider in memory. It passes the same contract test as the real ones; `weather` decides about each request. */
export function inMemoryPaymentProvider(weather: () => Weather = () => 'fair') {
  const charges: Charge[] = [];
  const answers = new Map<string, string>();
  const troubled = new Set<string>();

  const chargeOf = (id: string) => charges.find(({ authorisationId }) => authorisationId === id)!;
  const inWeather = async <T>(work: () => T): Promise<T> => {
    const now = weather();
    if (now === 'down') throw unavailable();
    const result = work();
    if (now === 'answer-lost') throw unavailable();
    return result;
  };
  const isFirst = (key: string) => !troubled.has(key) && troubled.add(key);

  const authorise = ({ reference, amount, paymentToken, idempotencyKey }: AuthorisationRequest) => {
    if (paymentToken === 'tok_declined') throw new AppError('conflict', 'payment.declined');
    if (!/^tok_(success|timeout|unavailable)/.test(paymentToken))
      throw new AppError('invalid', 'payment.token-invalid');
    if (paymentToken === 'tok_unavailable_once' && isFirst(idempotencyKey)) throw unavailable();
    let authorisationId = answers.get(idempotencyKey);
    if (authorisationId === undefined) {
      authorisationId = `auth_${charges.length + 1}`;
      answers.set(idempotencyKey, authorisationId);
      charges.push({ authorisationId, reference, amount: amount.amount, status: 'authorised' });
    }
    if (paymentToken === 'tok_timeout_after_charge' && isFirst(idempotencyKey)) throw unavailable();
    return { authorisationId };
  };

  const provider: PaymentProvider = {
    authorise: (request) => inWeather(() => authorise(request)),
    capture: (authorisationId) =>
      inWeather(() => {
        const charge = chargeOf(authorisationId);
        if (charge.status === 'voided') throw new AppError('conflict', 'payment.voided');
        if (charge.status === 'authorised') charge.status = 'captured';
      }),
    void: (authorisationId) =>
      inWeather(() => {
        const charge = chargeOf(authorisationId);
        if (charge.status === 'authorised') charge.status = 'voided';
        return charge.status === 'voided' ? 'voided' : 'captured';
      }),
    refund: (authorisationId) =>
      inWeather(() => {
        const charge = chargeOf(authorisationId);
        if (charge.status === 'captured') charge.status = 'refunded';
      }),
    find: (reference) =>
      inWeather(() => {
        const found = charges.find(
          (charge) => charge.reference === reference && ['authorised', 'captured'].includes(charge.status),
        );
        return { certainAfterSeconds, ...(found && { authorisationId: found.authorisationId }) };
      }),
  };
  return { ...provider, charges: charges as readonly Readonly<Charge>[] };
}

const unavailable = () => new AppError('unavailable', 'payment.provider-unavailable');

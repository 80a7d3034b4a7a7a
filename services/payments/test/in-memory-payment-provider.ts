import { AppError } from '#libs/errors';
import type { AuthorizationRequest, ProviderClient } from '../src/gateways/payment-provider.ts';

interface Charge {
  readonly authorizationId: string;
  readonly reference: string;
  readonly amount: number;
  readonly currency: string;
  status: 'authorized' | 'captured' | 'voided' | 'refunded';
  /** In minor units. */
  refunded: number;
}

/** `response-lost`: the call took effect, but the caller gets an error. `failure`: it had no effect. */
export type CallResult = 'success' | 'response-lost' | 'failure';

const visibleAfterSeconds = 5;

const CHARGES_PER_PAGE = 100;

/** It passes the same contract test as the real providers. @param nextResult  decides the result of each call */
export function inMemoryPaymentProvider(nextResult: () => CallResult = () => 'success') {
  const charges: Charge[] = [];
  const authorizationIds = new Map<string, string>();
  const createdAt = new Map<string, number>();
  const usedKeys = new Set<string>();

  const findCharge = (id: string) => charges.find(({ authorizationId }) => authorizationId === id)!;
  const refund = (charge: Charge, refunded: number) => {
    if (charge.status !== 'captured') return;
    charge.refunded = Math.min(charge.amount, charge.refunded + refunded);
    if (charge.refunded === charge.amount) charge.status = 'refunded';
  };
  const withCallResult = async <T>(work: () => T): Promise<T> => {
    const callResult = nextResult();
    if (callResult === 'failure') throw unavailable();
    const result = work();
    if (callResult === 'response-lost') throw unavailable();
    return result;
  };
  const isFirst = (key: string) => !usedKeys.has(key) && usedKeys.add(key);

  const authorize = ({ reference, amount, paymentToken, idempotencyKey }: AuthorizationRequest) => {
    if (paymentToken === 'tok_declined') throw new AppError('conflict', 'payment.declined');
    if (!/^tok_(success|timeout|unavailable)/.test(paymentToken))
      throw new AppError('invalid', 'payment.token-invalid');
    if (paymentToken === 'tok_unavailable_once' && isFirst(idempotencyKey)) throw unavailable();
    let authorizationId = authorizationIds.get(idempotencyKey);
    if (authorizationId === undefined) {
      authorizationId = `auth_${charges.length + 1}`;
      authorizationIds.set(idempotencyKey, authorizationId);
      createdAt.set(authorizationId, Date.now());
      charges.push({ authorizationId, reference, ...amount, status: 'authorized', refunded: 0 });
    }
    if (paymentToken === 'tok_timeout_after_charge' && isFirst(idempotencyKey)) throw unavailable();
    return { authorizationId };
  };

  const provider: ProviderClient = {
    authorize: (request) => withCallResult(() => authorize(request)),
    capture: (authorizationId) =>
      withCallResult(() => {
        const charge = findCharge(authorizationId);
        if (charge.status === 'voided') throw new AppError('conflict', 'payment.voided');
        if (charge.status === 'authorized') charge.status = 'captured';
      }),
    void: (authorizationId) =>
      withCallResult(() => {
        const charge = findCharge(authorizationId);
        if (charge.status === 'authorized') charge.status = 'voided';
        return charge.status === 'voided' ? 'voided' : 'captured';
      }),
    refund: (authorizationId) =>
      withCallResult(() => {
        const charge = findCharge(authorizationId);
        refund(charge, charge.amount - charge.refunded);
      }),
    find: (reference) =>
      withCallResult(() => {
        const found = charges.find(
          (charge) => charge.reference === reference && ['authorized', 'captured'].includes(charge.status),
        );
        return { visibleAfterSeconds, ...(found && { authorizationId: found.authorizationId }) };
      }),
    list: ({ from, to, cursor = '0' }) =>
      withCallResult(() => {
        const isWithin = ({ authorizationId }: Charge) => {
          const created = createdAt.get(authorizationId)!;
          return from.getTime() <= created && created < to.getTime();
        };
        const end = Number(cursor) + CHARGES_PER_PAGE;
        return {
          charges: charges.slice(Number(cursor), end).filter(isWithin).map(toBookedCharge),
          ...(end < charges.length && { nextCursor: String(end) }),
        };
      }),
  };
  return {
    ...provider,
    charges: charges as readonly Readonly<Charge>[],
    /** Refunds a part of a charge in the provider's dashboard. */
    refundPart: (authorizationId: string, amount: number) => refund(findCharge(authorizationId), amount),
  };
}

const toBookedCharge = ({ authorizationId, reference, currency, amount, status, refunded }: Charge) => ({
  authorizationId,
  orderId: reference,
  currency,
  isVoided: status === 'voided',
  authorizedTotal: amount,
  capturedTotal: status === 'captured' || status === 'refunded' ? amount : 0,
  refundedTotal: refunded,
});

const unavailable = () => new AppError('unavailable', 'payment.provider-unavailable');

import type { Payment } from '../world/order.ts';
import { call, Failure, Refusal, type Command, type Steps } from './command.ts';

type Change = (payment: Payment) => Payment;

/** Reads, changes and writes, again after each conflict. @param known the payment as the caller read or wrote it */
export function* changePayment(change: Change, known?: Payment): Steps<Payment> {
  for (let unread = known; ; unread = undefined) {
    const payment = unread ?? (yield* getPayment());
    const changed = change(payment);
    if (changed === payment) return payment;
    const written = yield* call<Payment | 'conflict'>('payments.replace', {
      before: payment,
      after: changed,
    });
    if (written !== 'conflict') return written;
  }
}

export function* getPayment(): Steps<Payment> {
  const payment = yield* call<Payment | null>('payments.get');
  if (!payment) throw new Refusal('payment.not-found');
  return payment;
}

const whenStatus =
  (from: Payment['status'], change: Partial<Payment>): Change =>
  (payment) =>
    payment.status === from ? { ...payment, ...change } : payment;

export const authorizePayment: Command = function* () {
  const payment = yield* startAttempt();
  if (payment.status !== 'authorizing') return toResult(payment);
  const answer = yield* call<{ authorization: string } | { declined: string }>('provider.authorize');
  if ('declined' in answer) {
    yield* changePayment(whenStatus('authorizing', { status: 'declined' }), payment);
    throw new Refusal(answer.declined);
  }
  const { authorization } = answer;
  const recorded = yield* changePayment(
    whenStatus('authorizing', { status: 'authorized', authorization }),
    payment,
  );
  // The payment was voided while the provider processed the authorization.
  if (recorded.status === 'voided') yield* call('provider.void', { authorization });
  return toResult(recorded);
};

/** Records the attempt before the provider is called, so that a void knows that an authorization may exist. */
function* startAttempt(): Steps<Payment> {
  const inserted = yield* call<Payment | 'exists'>('payments.insert', {
    payment: { status: 'authorizing', attempts: 1 },
  });
  if (inserted !== 'exists') return inserted;
  return yield* changePayment((payment) =>
    payment.status === 'authorizing' ? { ...payment, attempts: payment.attempts + 1 } : payment,
  );
}

function toResult(payment: Payment) {
  if (payment.status === 'declined') throw new Refusal('payment.declined');
  if (payment.status === 'voided' || payment.status === 'refunded') throw new Refusal('payment.voided');
  return { payment: { ...payment } };
}

export const capturePayment: Command = function* ({ input }) {
  const { payment } = input as unknown as { payment: Payment };
  if (payment.status === 'captured') return {};
  if (payment.status !== 'authorized') throw new Refusal(`payment.${payment.status}`);
  const answer = yield* call<'captured' | 'voided'>('provider.capture', {
    authorization: payment.authorization,
  });
  if (answer === 'voided') throw new Refusal('payment.voided');
  yield* changePayment((current) => {
    if (current.status === 'captured') return current;
    if (current.status !== 'authorized') throw new Refusal(`payment.${current.status}`);
    return { ...current, status: 'captured' };
  }, payment);
  return {};
};

export const voidPayment: Command = function* () {
  const inserted = yield* call<Payment | 'exists'>('payments.insert', {
    payment: { status: 'voided', attempts: 0 },
  });
  if (inserted !== 'exists') return {};
  const payment = yield* changePayment((current) =>
    current.status === 'authorizing' || current.status === 'authorized'
      ? { ...current, status: 'voided' }
      : current,
  );
  if (payment.status === 'captured') yield* refund(payment);
  if (payment.status === 'voided') yield* releaseAuthorization(payment);
  return {};
};

export function* releaseAuthorization(payment: Payment): Steps<void> {
  const authorization = payment.authorization ?? (yield* findAuthorization(payment));
  if (authorization === undefined) return;
  const outcome = yield* call<'voided' | 'captured'>('provider.void', { authorization });
  if (outcome === 'captured') yield* call('provider.refund', { authorization });
}

/** Finds the authorization of an attempt whose answer was lost. */
function* findAuthorization({ attempts }: Payment): Steps<string | undefined> {
  if (attempts === 0) return undefined;
  const found = yield* call<{ authorization?: string; mayAppear: boolean }>('provider.find');
  if (found.authorization === undefined && found.mayAppear) throw new Failure('payment.outcome-unknown');
  return found.authorization;
}

export const refundPayment: Command = function* () {
  const payment = yield* getPayment();
  if (payment.status === 'refunded') return {};
  if (payment.status !== 'captured') throw new Refusal('payment.not-captured');
  yield* refund(payment);
  return {};
};

export function* refund({ authorization }: Payment): Steps<void> {
  yield* call('provider.refund', { authorization });
  yield* changePayment(whenStatus('captured', { status: 'refunded' }));
}

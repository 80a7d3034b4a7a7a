import { call, Refusal, type Command } from '../commands/command.ts';
import { changePayment, getPayment, refund } from '../commands/payments.ts';
import { cancellation, lastUnit } from '../system/scenarios.ts';
import type { Reservation } from '../world/inventory.ts';
import type { Fulfillment, Payment } from '../world/order.ts';
import { inCommands, type PlantedBug } from './planted-bug.ts';

/** AuthorizePayment with one mistake. */
const authorize = (mistake: { isUnrecorded?: boolean; keepsLate?: boolean }): Command =>
  function* () {
    const attempt = { status: 'authorizing' as const, attempts: 1 };
    const insert = () => call<Payment | 'exists'>('payments.insert', { payment: attempt });
    if (!mistake.isUnrecorded && (yield* insert()) === 'exists') {
      const existing = yield* getPayment();
      if (existing.status === 'voided') throw new Refusal('payment.voided');
      if (existing.status !== 'authorizing') return { payment: { ...existing } };
    }
    const answer = yield* call<{ authorization: string } | { declined: string }>('provider.authorize');
    if (mistake.isUnrecorded) yield* insert();
    const change: Partial<Payment> =
      'declined' in answer
        ? { status: 'declined' }
        : { status: 'authorized', authorization: answer.authorization };
    const payment = yield* changePayment((current) =>
      current.status === 'authorizing' ? { ...current, ...change } : current,
    );
    if ('declined' in answer) throw new Refusal(answer.declined);
    if (payment.status !== 'voided') return { payment: { ...payment } };
    if (!mistake.keepsLate) yield* call('provider.void', { authorization: answer.authorization });
    throw new Refusal('payment.voided');
  };

/** VoidPayment with one mistake. */
const voidPayment = (mistake: {
  hasNoTombstone?: boolean;
  forgetsCapture?: boolean;
  doesNotWait?: boolean;
  doesNotLook?: boolean;
}): Command =>
  function* () {
    if (mistake.hasNoTombstone) {
      if (!(yield* call<Payment | null>('payments.get'))) return {};
    } else {
      const voided = { status: 'voided', attempts: 0 };
      if ((yield* call<Payment | 'exists'>('payments.insert', { payment: voided })) !== 'exists') return {};
    }
    const payment = yield* changePayment((current) =>
      current.status === 'authorizing' || current.status === 'authorized'
        ? { ...current, status: 'voided' }
        : current,
    );
    if (payment.status === 'captured') yield* refund(payment);
    if (payment.status !== 'voided') return {};
    let { authorization } = payment;
    if (authorization === undefined && !mistake.doesNotLook)
      ({ authorization } = yield* call<{ authorization?: string }>('provider.find'));
    if (authorization === undefined) return {};
    const outcome = yield* call<string>('provider.void', { authorization });
    if (outcome === 'captured' && !mistake.forgetsCapture) yield* call('provider.refund', { authorization });
    return {};
  };

const recordThenRefund: Command = function* () {
  const payment = yield* getPayment();
  if (payment.status === 'refunded') return {};
  yield* changePayment((current) => ({ ...current, status: 'refunded' }));
  yield* call('provider.refund', { authorization: payment.authorization });
  return {};
};

const releaseWithoutTombstone: Command = function* () {
  const reservation = yield* call<Reservation | null>('reservations.find');
  if (reservation?.status === 'committed') throw new Refusal('reservation.committed');
  if (reservation?.status === 'reserved')
    yield* call('reservations.returnUnits', { from: 'reserved', to: 'released' });
  return {};
};

const cancelDispatched: Command = function* () {
  if (yield* call<boolean>('fulfillments.insert', { fulfillment: 'canceled' })) return {};
  const before = yield* call<Fulfillment>('fulfillments.get');
  yield* call<boolean>('fulfillments.replace', { before, after: 'canceled' });
  return {};
};

const keepCanceling: Command = function* () {
  yield* call('orders.get');
  return {};
};

export const bugsInCommands: readonly PlantedBug[] = [
  {
    description: 'AuthorizePayment calls the provider before it records the attempt',
    scenario: lastUnit(1),
    plant: inCommands({ AuthorizePayment: authorize({ isUnrecorded: true }) }),
  },
  {
    description:
      'a void does not wait for an authorization, and AuthorizePayment keeps one that arrives after the void',
    scenario: lastUnit(1),
    plant: inCommands({
      AuthorizePayment: authorize({ keepsLate: true }),
      VoidPayment: voidPayment({ doesNotWait: true }),
    }),
  },
  {
    description: 'VoidPayment leaves no trace when there is no payment yet',
    scenario: lastUnit(1),
    plant: inCommands({ VoidPayment: voidPayment({ hasNoTombstone: true }) }),
  },
  {
    description: 'VoidPayment does not refund what was captured meanwhile',
    scenario: lastUnit(1),
    plant: inCommands({ VoidPayment: voidPayment({ forgetsCapture: true }) }),
  },
  {
    description: 'VoidPayment does not look for an authorization whose answer was lost',
    scenario: lastUnit(1),
    plant: inCommands({ VoidPayment: voidPayment({ doesNotLook: true }) }),
  },
  {
    description: 'VoidPayment does not wait for an authorization that may still appear',
    scenario: lastUnit(2),
    plant: inCommands({ VoidPayment: voidPayment({ doesNotWait: true }) }),
  },
  {
    description: 'RefundPayment records the refund before it makes it',
    scenario: cancellation(1),
    plant: inCommands({ RefundPayment: recordThenRefund }),
  },
  {
    description: 'ReleaseStock leaves no trace when there is no reservation yet',
    scenario: lastUnit(1),
    plant: inCommands({ ReleaseStock: releaseWithoutTombstone }),
  },
  {
    description: 'CancelShipments cancels what was dispatched',
    scenario: cancellation(0),
    plant: inCommands({ CancelShipments: cancelDispatched }),
  },
  {
    description: 'RejectCancellation leaves the order canceling',
    scenario: cancellation(0),
    plant: inCommands({ RejectCancellation: keepCanceling }),
  },
];

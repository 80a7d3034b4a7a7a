import { includesHold, type Hold, type Reservation } from '../world/inventory.ts';
import { call, continueWith, Failure, Refusal, type Command, type Steps } from './command.ts';

type Taken = { readonly outcome: 'taken' | 'short'; readonly holds: readonly Hold[] };

interface Progress {
  readonly taken: readonly Hold[];
  /** Holds that the order may have in addition. */
  readonly surplus: readonly Hold[];
  /** How often taking the next unit has failed. */
  readonly failures: number;
  readonly isShort?: boolean;
}
const nothingTaken: Progress = { taken: [], surplus: [], failures: 0 };

export const reserveStock: Command = function* ({ order, products, attempt, progress }) {
  const before = (progress ?? nothingTaken) as unknown as Progress;
  const { taken, surplus, failures, isShort } = before;
  const product = isShort ? undefined : products[taken.length];
  if (product !== undefined) {
    const hold: Hold = { product, order, hold: `${attempt}.${failures}` };
    return yield* continueWith(yield* takeUnit(hold, before));
  }

  for (const other of products.slice(taken.length + 1)) yield* call('stock.find', { product: other });
  const proposed: Reservation =
    taken.length === products.length
      ? { status: 'reserved', lines: taken }
      : { status: 'released', lines: [], isShort: true };
  const existing = yield* call<Reservation | null>('reservations.decide', { reservation: proposed });
  const reservation = existing ?? proposed;
  for (const hold of [...taken, ...surplus])
    if (!includesHold(reservation, hold)) yield* call('stock.returnHold', { hold });
  if (reservation.status === 'released')
    throw new Refusal(reservation.isShort ? 'stock.insufficient' : 'reservation.released');
  return {};
};

const MAX_FAILURES = 3;

/** Tries to take a unit once. */
function* takeUnit(hold: Hold, before: Progress): Steps<Progress> {
  const { taken, surplus, failures } = before;
  let result: Taken;
  try {
    result = yield* call<Taken>('stock.take', { hold });
  } catch (error) {
    if (failures + 1 === MAX_FAILURES) throw error;
    // Whether the unit was taken is unknown: another hold is used, and this one is returned in the end.
    return { ...before, surplus: [...surplus, hold], failures: failures + 1 };
  }
  const earlier = result.holds.filter((own) => own.order === hold.order && own.hold !== hold.hold);
  if (result.outcome === 'taken')
    return { taken: [...taken, hold], surplus: [...surplus, ...earlier], failures: 0 };
  if (earlier[0]) return { taken: [...taken, earlier[0]], surplus, failures: 0 };
  const next = yield* settleHolds(hold.product, result.holds);
  if (next === 'short') return { ...before, isShort: true };
  if (next === 'wait' && !(yield* call<boolean>('wait', { product: hold.product })))
    throw new Failure('stock.busy');
  return before;
}

/** The holds of a product by the reservations of their orders: a hold that none includes is returned. */
function* settleHolds(product: string, holds: readonly Hold[]): Steps<'retry' | 'wait' | 'short'> {
  if (holds.length === 0) return 'short';
  const orders = [...new Set(holds.map(({ order }) => order))];
  const found = yield* call<Record<string, Reservation['lines']>>('reservations.findMany', { orders });
  const settled: Hold[] = [];
  let returned = 0;
  let undecided = 0;
  for (const hold of holds) {
    const lines = found[hold.order];
    if (lines === undefined) undecided++;
    else if (includesHold({ lines }, hold)) settled.push(hold);
    else {
      yield* call('stock.returnHold', { hold });
      returned++;
    }
  }
  if (settled.length > 0) yield* call('stock.forgetHolds', { product, holds: settled });
  if (returned > 0) return 'retry';
  return undecided > 0 ? 'wait' : 'short';
}

export const commitStock: Command = function* () {
  const existing = yield* call<true | Reservation | null>('reservations.commit');
  if (existing === null) throw new Refusal('reservation.not-found');
  if (existing !== true && existing.status !== 'committed')
    throw new Refusal(`reservation.${existing.status}`);
  return {};
};

export const releaseStock: Command = function* () {
  const existing = yield* call<Reservation | null>('reservations.decide', {
    reservation: { status: 'released', lines: [] },
  });
  if (existing) yield* returnUnits(existing, 'reserved', 'released');
  return {};
};

export const restockOrder: Command = function* () {
  const reservation = yield* call<Reservation | null>('reservations.find');
  if (!reservation) throw new Refusal('reservation.not-found');
  yield* returnUnits(reservation, 'committed', 'restocked');
  return {};
};

function* returnUnits(
  reservation: Reservation,
  from: Reservation['status'],
  to: Reservation['status'],
): Steps<void> {
  let current = reservation;
  while (current.status !== to) {
    if (current.status !== from) throw new Refusal(`reservation.${current.status}`);
    if (yield* call<boolean>('reservations.returnUnits', { from, to })) return;
    current = yield* call<Reservation>('reservations.find');
  }
}

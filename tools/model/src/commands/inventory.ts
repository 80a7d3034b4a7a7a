import { includesHold, type Hold, type Reservation } from '../world/inventory.ts';
import { call, continueWith, Failure, Refusal, type Command, type Steps } from './command.ts';

type Taken = { readonly outcome: 'taken' | 'short'; readonly holds: readonly Hold[] };

interface TakenHold extends Hold {
  /** An earlier attempt took it, and may return it. */
  readonly isAdopted?: boolean;
}

interface Progress {
  readonly taken: readonly TakenHold[];
  /** Holds that the order may have in addition. */
  readonly surplus: readonly Hold[];
  /** How often taking the next unit has failed. */
  readonly failures: number;
  readonly isShort?: boolean;
  /** The products that are still to be taken at once, in the order in which they happen to be. */
  readonly atOnce?: readonly string[];
}

/** All products are requested at once. Then those after a missing one are returned, and taken one after the other. */
function* begin(products: readonly string[]): Steps<Progress> {
  const nothing = { taken: [], surplus: [], failures: 0 };
  return products.length > 1
    ? { ...nothing, atOnce: yield* call<string[]>('choose', { products }) }
    : nothing;
}

export const reserveStock: Command = function* ({ order, products, attempt, progress }) {
  const before = progress ? (progress as unknown as Progress) : yield* begin(products);
  const { taken, surplus, failures, isShort, atOnce } = before;
  if (atOnce?.length) {
    const hold: Hold = { product: atOnce[0]!, order, hold: `${attempt}.at-once` };
    return yield* continueWith(yield* tryToTake(hold, products, before));
  }
  const product = isShort ? undefined : products[taken.length];
  if (product !== undefined) {
    const hold: Hold = { product, order, hold: `${attempt}.${failures}` };
    return yield* continueWith(yield* takeUnit(hold, before));
  }

  for (const other of products.slice(taken.length + 1)) yield* call('stock.find', { product: other });
  const lines = taken.map(({ isAdopted: _, ...hold }) => hold);
  const adopted = lines.filter((_, index) => taken[index]!.isAdopted);
  const proposed: Reservation =
    taken.length === products.length
      ? { status: 'reserved', lines }
      : { status: 'released', lines: [], isShort: true };
  const existing = yield* call<Reservation | null | 'busy'>('reservations.decide', {
    reservation: proposed,
    adopted: proposed.status === 'reserved' ? adopted : [],
  });
  if (existing === 'busy') throw new Failure('reservation.conflict');
  const reservation = existing ?? proposed;
  for (const hold of [...lines, ...surplus])
    if (!includesHold(reservation, hold)) yield* call('stock.returnHold', { hold });
  if (reservation.status === 'released')
    throw new Refusal(reservation.isShort ? 'stock.insufficient' : 'reservation.released');
  return {};
};

/** Requests a unit once. After the last request, keeps the products before the first missing one. */
function* tryToTake(hold: Hold, products: readonly string[], before: Progress): Steps<Progress> {
  const { taken, surplus, atOnce = [] } = before;
  const result = yield* request(hold);
  const tried = result?.outcome === 'taken' ? [...taken, hold] : taken;
  const added = result === undefined ? [hold] : result.outcome === 'taken' ? ownOthers(hold, result) : [];
  const after = { taken: tried, surplus: [...surplus, ...added], failures: 0 };
  const rest = atOnce.slice(1);
  if (rest.length > 0) return { ...after, atOnce: rest };

  const sorted = products.map((product) => tried.find((each) => each.product === product));
  const firstMissing = sorted.indexOf(undefined);
  const kept = sorted
    .slice(0, firstMissing < 0 ? products.length : firstMissing)
    .filter((each) => each !== undefined);
  const returned: Hold[] = [];
  for (const outOfOrder of tried.filter((each) => !kept.includes(each))) {
    const outcome = yield* call<string>('reservations.returnUndecided', { hold: outOfOrder });
    if (outcome === 'decided') returned.push(outOfOrder);
  }
  return { taken: kept, surplus: [...after.surplus, ...returned], failures: 0 };
}

/** @returns undefined when the request failed, so that the unit may have been taken */
function* request(hold: Hold): Steps<Taken | undefined> {
  try {
    return yield* call<Taken>('stock.take', { hold });
  } catch {
    return undefined;
  }
}

const ownOthers = ({ order, hold }: Hold, { holds }: Taken): Hold[] =>
  holds.filter((own) => own.order === order && own.hold !== hold);

const MAX_FAILURES = 3;

/** Tries to take a unit, and otherwise to find one. */
function* takeUnit(hold: Hold, before: Progress): Steps<Progress> {
  const { taken, surplus, failures } = before;
  const result = yield* request(hold);
  if (result === undefined) {
    if (failures + 1 === MAX_FAILURES) throw new Failure('stock.unavailable');
    // Another hold is used, and this one is returned in the end.
    return { ...before, surplus: [...surplus, hold], failures: failures + 1 };
  }
  const [earlier, ...more] = ownOthers(hold, result);
  if (result.outcome === 'taken')
    return {
      taken: [...taken, hold],
      surplus: [...surplus, ...(earlier ? [earlier, ...more] : [])],
      failures: 0,
    };
  if (earlier) return { taken: [...taken, { ...earlier, isAdopted: true }], surplus, failures: 0 };
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

import type { CommandOf, ProductQuantity, ReserveStock } from '#libs/contracts';
import { AppError } from '#libs/errors';
import type { ReservationRepository } from '../gateways/reservation-repository.ts';
import type { Hold, StockRepository } from '../gateways/stock-repository.ts';
import { returnHold } from '../helpers/return-hold.ts';
import { log } from '../log-events.ts';
import { metrics } from '../metrics.ts';
import { toHoldSuffix } from '../models/hold.ts';
import { includesHold, mergeLines, type Reservation } from '../models/reservation.ts';
import { toBucket, toProductId } from '../models/stock.ts';
import { takeLines } from './take-lines.ts';
import type { TakeDependencies } from './take-units.ts';

interface Dependencies extends TakeDependencies {
  readonly stock: TakeDependencies['stock'] & Pick<StockRepository, 'find'>;
  readonly reservations: TakeDependencies['reservations'] & Pick<ReservationRepository, 'returnUndecided'>;
}

/**
 * Reserves the stock of an order once. A repetition has no effect; after a release it is rejected.
 *
 * It takes the units of all products as holds, and then inserts the reservation, which decides: holds that it lists belong
 * to the order, all others are returned. After a crash at any point, a repetition continues, or an order
 * that needs the units settles the holds.
 */
export async function reserveStock(
  { orderId, lineItems }: CommandOf<typeof ReserveStock>,
  deps: Dependencies,
): Promise<void> {
  const surplus: Hold[] = [];
  const lines = mergeLines(lineItems);
  const taken = await takeLines(orderId, lines, surplus, deps);
  const proposed = await toReservation(orderId, lines, taken, deps);
  const adopted = proposed.status === 'reserved' ? taken.filter(({ isAdopted }) => isAdopted) : [];
  const existing = await deps.reservations.decide(proposed, adopted);
  const reservation = existing ?? proposed;

  for (const hold of [...taken, ...surplus])
    if (includesHold(reservation, toProductId(hold.stockId), hold.hold))
      deps.hotProducts.addSettledHold(hold.stockId, hold.hold);
    else await returnHold(hold, deps);
  report(reservation, existing === undefined);
}

async function toReservation(
  orderId: string,
  lines: readonly ProductQuantity[],
  taken: readonly Hold[],
  { stock, now }: Dependencies,
): Promise<Reservation> {
  const changedAt = now().toISOString();
  if (taken.length === lines.length) {
    const lineItems = taken.map(({ stockId, hold, quantity }) => ({
      productId: toProductId(stockId),
      quantity,
      hold: toHoldSuffix(hold),
      bucket: toBucket(stockId),
    }));
    return { orderId, status: 'reserved', lineItems, changedAt };
  }
  const [short, ...others] = lines.slice(taken.length);
  const shortProductIds = short ? [short.productId] : [];
  // The customer can reduce all quantities at once.
  for (const { productId, quantity } of others)
    if (((await stock.find(productId))?.available ?? 0) < quantity) shortProductIds.push(productId);
  return { orderId, status: 'released', lineItems: [], shortProductIds, changedAt };
}

/** @throws AppError conflict `stock.insufficient`, or `reservation.released` */
function report({ orderId, status, shortProductIds: productIds }: Reservation, isNew: boolean): void {
  if (isNew && status === 'reserved') {
    metrics.count('StockReserved');
    log.info('stock.reserved', { orderId });
  }
  if (status !== 'released') return;
  if (productIds === undefined)
    throw new AppError('conflict', 'reservation.released', {
      detail: 'The stock of this order was already released.',
    });
  if (isNew) {
    metrics.count('StockInsufficient');
    log.info('stock.insufficient', { orderId, productIds });
  }
  throw new AppError('conflict', 'stock.insufficient', {
    detail: `Insufficient stock of ${productIds.join(', ')}. Reduce the quantity.`,
  });
}

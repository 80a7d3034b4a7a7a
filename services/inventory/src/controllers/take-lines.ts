import type { ProductQuantity } from '#libs/contracts';
import type { ReservationRepository } from '../gateways/reservation-repository.ts';
import type { Hold } from '../gateways/stock-repository.ts';
import { toProductId } from '../models/stock.ts';
import { takeUnits, tryToTakeUnits, type TakeDependencies, type TakenHold } from './take-units.ts';

interface Dependencies extends TakeDependencies {
  readonly reservations: TakeDependencies['reservations'] & Pick<ReservationRepository, 'returnUndecided'>;
}

/**
 * Takes the units of all lines, which are sorted by product. Stops at the first product with insufficient stock.
 *
 * It requests all lines at once, which is nearly always enough. Otherwise it keeps the lines before the first one that it
 * could not take, returns the others, and continues one line after the other: an order that waits for a product only holds
 * products before it, so that orders never wait for each other in a circle.
 *
 * @param surplus  receives holds that the order may have in addition
 */
export async function takeLines(
  orderId: string,
  lines: readonly ProductQuantity[],
  surplus: Hold[],
  deps: Dependencies,
): Promise<readonly TakenHold[]> {
  const taken = lines.length > 1 ? await takeAtOnce(orderId, lines, surplus, deps) : [];
  for (const line of lines.slice(taken.length)) {
    const hold = await takeUnits(orderId, line, surplus, deps);
    if (!hold) break;
    taken.push(hold);
  }
  return taken;
}

/** @returns the holds of the lines before the first one that was not taken */
async function takeAtOnce(
  orderId: string,
  lines: readonly ProductQuantity[],
  surplus: Hold[],
  deps: Dependencies,
): Promise<TakenHold[]> {
  const tried = await Promise.all(lines.map((line) => tryToTakeUnits(orderId, line, surplus, deps)));
  const firstMissing = tried.indexOf(undefined);
  const isHold = (hold: Hold | undefined) => hold !== undefined;
  if (firstMissing === -1) return tried.filter(isHold);

  const outOfOrder = tried.slice(firstMissing).filter(isHold);
  await Promise.all(outOfOrder.map((hold) => returnOwnHold(orderId, hold, surplus, deps)));
  return tried.slice(0, firstMissing).filter(isHold);
}

/**
 * Returns a hold before the order is decided. Only the attempt that took a hold may do so. A concurrent attempt may have
 * adopted it: either that attempt decides first, and nothing is returned here, or it finds that the hold is gone.
 */
async function returnOwnHold(
  orderId: string,
  hold: Hold,
  surplus: Hold[],
  { reservations }: Dependencies,
): Promise<void> {
  const outcome = await reservations.returnUndecided(orderId, hold);
  const mainId = toProductId(hold.stockId);
  // Its bucket was closed meanwhile.
  const isMoved = outcome === 'missing' && mainId !== hold.stockId;
  const last = isMoved ? await reservations.returnUndecided(orderId, { ...hold, stockId: mainId }) : outcome;
  if (last === 'decided') surplus.push(hold);
}

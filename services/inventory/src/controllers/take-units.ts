import type { ProductQuantity } from '#libs/contracts';
import { AppError } from '#libs/errors';
import { surroundings } from '#libs/surroundings';
import type { Hold, StockRepository } from '../gateways/stock-repository.ts';
import type { HotProducts } from '../helpers/hot-products.ts';
import { newHoldId, toOrderId } from '../models/hold.ts';
import type { StockItem } from '../models/stock.ts';
import { findInBuckets, findInHolds, type FindDependencies } from './find-units.ts';
import { tendItem, type TendDependencies } from './tend-item.ts';

export interface TakeDependencies extends FindDependencies, TendDependencies {
  readonly stock: FindDependencies['stock'] & TendDependencies['stock'] & Pick<StockRepository, 'take'>;
  readonly hotProducts: HotProducts;
}

// Other orders decide within milliseconds. The saga retries `stock.busy`, so a function does not wait longer.
const MAX_WAIT_MILLISECONDS = 3_000;
const MIN_PAUSE_MILLISECONDS = 5;
const MAX_PAUSE_MILLISECONDS = 100;
const MAX_FAILURES = 3;

/**
 * Takes the units of one line from one stock item.
 *
 * The units of a product are insufficient only if its main item, while the product is not split, has too few of them and
 * no hold that could be returned: a single conditional write decides that. Until then the line falls over to other
 * buckets, gathers all units in the main item, settles holds, and waits for orders that are being reserved.
 *
 * @param surplus  receives holds that the order may have in addition: of failed requests and of earlier attempts
 * @returns the hold, or undefined when the stock is insufficient
 * @throws AppError unavailable `stock.busy` when other orders hold the units for longer than three seconds
 */
export async function takeUnits(
  orderId: string,
  { productId, quantity }: ProductQuantity,
  surplus: Hold[],
  deps: TakeDependencies,
): Promise<Hold | undefined> {
  const { stock, hotProducts, now } = deps;
  const wait = patience(deps);
  let failures = 0;
  for (;;) {
    const stockId = hotProducts.stockIdFor(productId);
    const hold = { stockId, hold: newHoldId(orderId, now()), quantity };
    const settledHolds = hotProducts.takeSettledHolds(stockId);
    const result = await stock.take({ ...hold, settledHolds }).catch((error: unknown) => {
      surplus.push(hold);
      if (++failures === MAX_FAILURES) throw error;
      return { outcome: 'busy' } as const;
    });
    if (result.outcome === 'busy') {
      hotProducts.reject(productId);
      await wait();
      continue;
    }
    const earlier = findOwnHolds(orderId, result.item).filter((own) => own.hold !== hold.hold);
    if (result.outcome === 'taken') {
      surplus.push(...earlier);
      await tendItem(result.item, deps);
      return hold;
    }
    const same = earlier.find((own) => own.quantity === quantity);
    if (same) return same;
    const isWhole = stockId === productId && result.item?.buckets === undefined;
    const next = isWhole
      ? await findInHolds(result.item, deps)
      : await findInBuckets(productId, quantity, deps);
    if (next === 'short') return undefined;
    if (next === 'wait') await wait();
  }
}

/** The holds of earlier attempts for the same order, which crashed or lost their response. */
const findOwnHolds = (orderId: string, item: StockItem | undefined): Hold[] =>
  Object.entries(item?.holds ?? {})
    .filter(([hold]) => toOrderId(hold) === orderId)
    .map(([hold, quantity]) => ({ stockId: item?.stockId ?? '', hold, quantity }));

/** Waits longer each time. */
function patience({ now, pause }: Pick<TakeDependencies, 'now' | 'pause'>): () => Promise<void> {
  const startedAt = now().getTime();
  let milliseconds = MIN_PAUSE_MILLISECONDS;
  return async () => {
    if (now().getTime() - startedAt > MAX_WAIT_MILLISECONDS)
      throw new AppError('unavailable', 'stock.busy', { retryAfterSeconds: 1 });
    await pause(milliseconds * (0.5 + surroundings().random()));
    milliseconds = Math.min(milliseconds * 2, MAX_PAUSE_MILLISECONDS);
  };
}

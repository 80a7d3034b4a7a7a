import type { ProductQuantity } from '#libs/contracts';
import { AppError } from '#libs/errors';
import { surroundings } from '#libs/surroundings';
import type { Hold, StockRepository, TakeResult } from '../gateways/stock-repository.ts';
import type { HotProducts } from '../helpers/hot-products.ts';
import { newHoldId, toOrderId } from '../models/hold.ts';
import type { StockItem } from '../models/stock.ts';
import { findInBuckets, findInHolds, type FindDependencies } from './find-units.ts';
import { tendItem, type TendDependencies } from './tend-item.ts';

export interface TakeDependencies extends FindDependencies, TendDependencies {
  readonly stock: FindDependencies['stock'] & TendDependencies['stock'] & Pick<StockRepository, 'take'>;
  readonly hotProducts: HotProducts;
}

/** A hold of an order. */
export interface TakenHold extends Hold {
  /** Another attempt for the same order took it, which may return it until the order is decided. */
  readonly isAdopted?: true;
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
  line: ProductQuantity,
  surplus: Hold[],
  deps: TakeDependencies,
): Promise<TakenHold | undefined> {
  const { productId, quantity } = line;
  const { hotProducts } = deps;
  const wait = patience(deps);
  let failures = 0;
  for (;;) {
    const { hold, result } = await requestUnits(orderId, line, surplus, deps);
    if (result.outcome === 'failed' && ++failures === MAX_FAILURES) throw result.error;
    if (result.outcome === 'failed' || result.outcome === 'busy') {
      hotProducts.reject(productId);
      await wait();
      continue;
    }
    if (result.outcome === 'taken') {
      await settleTaken(hold, result.item, surplus, deps);
      return hold;
    }
    const same = findOwnHolds(orderId, result.item).find((own) => own.quantity === quantity);
    if (same) return { ...same, isAdopted: true };
    const isWhole = hold.stockId === productId && result.item?.buckets === undefined;
    const next = isWhole
      ? await findInHolds(result.item, deps)
      : await findInBuckets(productId, quantity, deps);
    if (next === 'short') return undefined;
    if (next === 'wait') await wait();
  }
}

/**
 * Takes the units of one line with a single request, without waiting for anything.
 *
 * @param surplus  receives holds that the order may have in addition, as for {@link takeUnits}
 * @returns the hold, or undefined when the units were not taken, or possibly not
 */
export async function tryToTakeUnits(
  orderId: string,
  line: ProductQuantity,
  surplus: Hold[],
  deps: TakeDependencies,
): Promise<Hold | undefined> {
  const { hold, result } = await requestUnits(orderId, line, surplus, deps);
  if (result.outcome === 'busy') deps.hotProducts.reject(line.productId);
  if (result.outcome !== 'taken') return undefined;
  await settleTaken(hold, result.item, surplus, deps);
  return hold;
}

/** `failed`: the request may have taken the units, so `surplus` has received the hold. */
type RequestResult = TakeResult | { readonly outcome: 'failed'; readonly error: unknown };

async function requestUnits(
  orderId: string,
  { productId, quantity }: ProductQuantity,
  surplus: Hold[],
  { stock, hotProducts, now }: TakeDependencies,
): Promise<{ readonly hold: Hold; readonly result: RequestResult }> {
  const stockId = hotProducts.stockIdFor(productId);
  const hold = { stockId, hold: newHoldId(orderId, now()), quantity };
  const settledHolds = hotProducts.takeSettledHolds(stockId);
  try {
    return { hold, result: await stock.take({ ...hold, settledHolds }) };
  } catch (error) {
    surplus.push(hold);
    return { hold, result: { outcome: 'failed', error } };
  }
}

async function settleTaken(
  { hold }: Hold,
  item: StockItem,
  surplus: Hold[],
  deps: TakeDependencies,
): Promise<void> {
  surplus.push(...findOwnHolds(toOrderId(hold), item).filter((own) => own.hold !== hold));
  await tendItem(item, deps);
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

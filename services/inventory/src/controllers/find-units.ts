import { surroundings } from '#libs/surroundings';
import type { StockRepository } from '../gateways/stock-repository.ts';
import { gatherUnits, type GatherDependencies } from '../helpers/gather-units.ts';
import type { HotProducts } from '../helpers/hot-products.ts';
import { settleHolds, type SettleDependencies } from '../helpers/settle-holds.ts';
import { spreadUnits } from '../helpers/spread-units.ts';
import { MAIN_BUCKET, toBucket, toBucketIds, type StockItem } from '../models/stock.ts';

export interface FindDependencies extends SettleDependencies, GatherDependencies {
  readonly stock: SettleDependencies['stock'] & GatherDependencies['stock'] & Pick<StockRepository, 'spread'>;
  readonly hotProducts: HotProducts;
}

type Next = 'retry' | 'wait' | 'short';

/** The product is not split: only units that other orders hold can still become available. */
export async function findInHolds(main: StockItem | undefined, deps: SettleDependencies): Promise<Next> {
  if (!main) return 'short';
  const { returnedUnits, undecidedUnits } = await settleHolds(main, deps);
  if (returnedUnits > 0) return 'retry';
  return undecidedUnits > 0 ? 'wait' : 'short';
}

/**
 * The product is, or was, split: another bucket has enough units, or all units are gathered in the main item. The last
 * ones always are, also when no bucket has enough of them alone.
 */
export async function findInBuckets(
  productId: string,
  quantity: number,
  deps: FindDependencies,
): Promise<Next> {
  const { stock, hotProducts } = deps;
  const [main] = await stock.findItems([productId]);
  if (main?.buckets === undefined) {
    hotProducts.changeBuckets(productId, 1);
    return 'retry';
  }
  const { buckets } = main;
  const items = [main, ...(await stock.findItems(toBucketIds(productId, buckets)))];
  const total = items.reduce((sum, { available }) => sum + available, 0);
  const sufficient = items.filter(({ available }) => available >= quantity);
  if (total < 2 * buckets * quantity || sufficient.length === 0) {
    if (!(await gatherUnits(productId, deps))) return 'wait';
    hotProducts.changeBuckets(productId, 1);
    return 'retry';
  }
  hotProducts.changeBuckets(productId, buckets);
  // A delivery is added to the main item: split it as well.
  const isUneven = main.available > total / 2 && total >= buckets * hotProducts.rules.minUnitsPerBucket;
  if (isUneven) await spreadUnits(productId, main.available, buckets, deps);
  else hotProducts.moveTo(productId, pickBucket(sufficient));
  return 'retry';
}

/** Picks a bucket at random, weighted by its units, so that all buckets run dry at about the same time. */
function pickBucket(items: readonly StockItem[]): number {
  let rest = surroundings().random() * items.reduce((sum, { available }) => sum + available, 0);
  const picked = items.find(({ available }) => (rest -= available) < 0);
  return picked ? toBucket(picked.stockId) : MAIN_BUCKET;
}

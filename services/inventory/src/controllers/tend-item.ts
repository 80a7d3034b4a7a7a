import type { StockRepository } from '../gateways/stock-repository.ts';
import { gatherUnits, type GatherDependencies } from '../helpers/gather-units.ts';
import type { HotProducts } from '../helpers/hot-products.ts';
import { settleHolds, type SettleDependencies } from '../helpers/settle-holds.ts';
import { spreadUnits } from '../helpers/spread-units.ts';
import { toProductId, type StockItem } from '../models/stock.ts';

export interface TendDependencies extends SettleDependencies, GatherDependencies {
  readonly stock: SettleDependencies['stock'] & GatherDependencies['stock'] & Pick<StockRepository, 'spread'>;
  readonly hotProducts: HotProducts;
}

// More holds would make the item larger than 1 KB, which costs another write unit.
const MAX_HOLDS = 10;

/** Keeps an item small, and its product split or gathered as its rate of sales requires. */
export async function tendItem(item: StockItem, deps: TendDependencies): Promise<void> {
  const { hotProducts } = deps;
  const productId = toProductId(item.stockId);
  if (Object.keys(item.holds).length > MAX_HOLDS) await settleHolds(item, deps);
  const advice = hotProducts.observe(item);
  const { buckets } = hotProducts.rules;
  if (advice === 'spread' && (await spreadUnits(productId, item.available, buckets, deps)))
    hotProducts.changeBuckets(productId, buckets);
  if (advice === 'gather' && (await gatherUnits(productId, deps))) hotProducts.changeBuckets(productId, 1);
}

import { gatherUnits, type GatherDependencies } from '../helpers/gather-units.ts';
import { settleHolds, type SettleDependencies } from '../helpers/settle-holds.ts';
import { log } from '../log-events.ts';
import type { StockItem } from '../models/stock.ts';

export interface TidyDependencies extends SettleDependencies, GatherDependencies {
  readonly stock: SettleDependencies['stock'] & GatherDependencies['stock'];
}

/**
 * Settles the holds of items, so that the units of attempts that crashed are for sale again, and gathers the units of split
 * products. A product that is still hot is split again within a second.
 */
export async function tidyStock(items: readonly StockItem[], deps: TidyDependencies): Promise<void> {
  for (const item of items) {
    const { returnedUnits } = await settleHolds(item, deps);
    if (returnedUnits > 0) log.info('stock.holds-returned', { stockId: item.stockId, units: returnedUnits });
  }
  for (const { stockId, buckets } of items) if (buckets !== undefined) await gatherUnits(stockId, deps);
}

import type { Change, DomainEvent } from '#libs/lambda';
import type { StockRepository } from '../gateways/stock-repository.ts';
import { MAIN_BUCKET, toBucket, toBucketIds, toProductId, toStock, type StockItem } from '../models/stock.ts';
import { toChangedItem, toStockEvent } from '../models/stock-events.ts';

interface Dependencies {
  readonly stock: Pick<StockRepository, 'findItems'>;
}

/** The versions of an item that one read of its product covers: those after `from`, for which it was read, up to `to`. */
interface Covered {
  readonly from: number;
  readonly to: number;
}

const MAX_ITEMS = 1000;

/**
 * Creates the `StockChanged` event of a change, with the available units of the whole product.
 *
 * While a product is split, one item does not contain all of them, so all items are read. One read covers the later changes of an
 * item that it includes: a hot product has many changes in one batch, and results in one event. The change that it was
 * read for is not covered, so that a repeated delivery publishes again.
 */
export function createStockEvents({ stock }: Dependencies) {
  const covered = new Map<string, Covered>();

  async function readProduct(productId: string, cause: StockItem): Promise<readonly StockItem[]> {
    const [main] = await stock.findItems([productId]);
    if (!main) return [];
    const buckets = toBucketIds(productId, main.buckets);
    const items = [main, ...(buckets.length > 0 ? await stock.findItems(buckets) : [])];
    const { version } = items.find(({ stockId }) => stockId === cause.stockId) ?? cause;
    if (covered.size >= MAX_ITEMS) covered.clear();
    covered.set(cause.stockId, { from: cause.version, to: version });
    return items;
  }

  return async (change: Change): Promise<readonly DomainEvent[]> => {
    const item = toChangedItem(change);
    if (!item) return [];
    const { stockId, version, buckets } = item;
    const productId = toProductId(stockId);
    const isMain = toBucket(stockId) === MAIN_BUCKET;
    if (isMain && buckets === undefined) return [toStockEvent(toStock(productId, [item]))];
    const { from, to } = covered.get(stockId) ?? { from: version, to: version };
    if (from < version && version <= to) return [];
    const items = await readProduct(productId, item);
    return items.length > 0 ? [toStockEvent(toStock(productId, items))] : [];
  };
}

import {
  adviseFor,
  changeRate,
  HEAT_RULES,
  MIN_OBSERVED_MILLISECONDS,
  type HeatRules,
  type Observation,
} from '../models/hot-product.ts';
import { MAIN_BUCKET, toBucket, toProductId, toStockId, type StockItem } from '../models/stock.ts';

interface Options {
  readonly rules?: HeatRules;
  readonly now?: () => number;
  readonly random?: () => number;
}

interface Product {
  /** Where this environment takes units of the product. */
  bucket: number;
  buckets: number;
  /** The item's version when it was last observed. */
  observation?: Observation & { readonly stockId: string };
  /** Rejections by a busy item since the last success. */
  rejections: number;
  /** Own holds that belong to reservations, by stock item, which the next write to the item removes. */
  readonly settledHolds: Map<string, string[]>;
}

// A few hundred bytes each. The oldest one is forgotten first: it only costs a write or two to learn about it again.
const MAX_PRODUCTS = 1000;
const MAX_REJECTIONS = 3;

/**
 * What one execution environment remembers of the products that it reserved: their rate of changes and the bucket that it
 * takes units from. Nothing depends on it for correctness; it only decides which item is tried first.
 *
 * An environment stays with one bucket, so that few environments share an item, and each removes its own holds from it
 * with its next write.
 */
export function hotProducts({ rules = HEAT_RULES, now = Date.now, random = Math.random }: Options = {}) {
  const products = new Map<string, Product>();

  function remember(productId: string): Product {
    const known = products.get(productId);
    if (known) return known;
    const [oldest] = products.keys();
    if (products.size >= MAX_PRODUCTS && oldest !== undefined) products.delete(oldest);
    const product: Product = {
      bucket: MAIN_BUCKET,
      buckets: 1,
      rejections: 0,
      settledHolds: new Map(),
    };
    products.set(productId, product);
    return product;
  }
  const anyBucket = (buckets: number) => Math.floor(random() * buckets);

  const moveTo = (productId: string, bucket: number): void => {
    const product = remember(productId);
    product.bucket = bucket;
    delete product.observation;
  };
  const changeBuckets = (productId: string, buckets: number): void => {
    remember(productId).buckets = buckets;
    moveTo(productId, anyBucket(buckets));
  };

  return {
    rules,
    moveTo,

    /** Records that the product is split over this number of items; 1: that it is not split. */
    changeBuckets,

    /** The item that this environment takes units from. */
    stockIdFor: (productId: string): string => toStockId(productId, remember(productId).bucket),

    /** The holds that the next write to the item can remove. */
    takeSettledHolds(stockId: string): readonly string[] {
      const { settledHolds } = remember(toProductId(stockId));
      const holds = settledHolds.get(stockId) ?? [];
      settledHolds.delete(stockId);
      return holds;
    },

    addSettledHold(stockId: string, hold: string): void {
      const { settledHolds } = remember(toProductId(stockId));
      settledHolds.set(stockId, [...(settledHolds.get(stockId) ?? []), hold]);
    },

    /** Observes an item after a successful write, and advises what to do with the product. */
    observe(item: StockItem): 'spread' | 'gather' | undefined {
      const productId = toProductId(item.stockId);
      const product = remember(productId);
      const isMain = toBucket(item.stockId) === MAIN_BUCKET;
      if (isMain && (item.buckets ?? 1) !== product.buckets) changeBuckets(productId, item.buckets ?? 1);
      const { buckets } = product;
      const seen = { available: item.available, ...(buckets > 1 && { buckets }) };
      const wasRejected = product.rejections >= MAX_REJECTIONS;
      product.rejections = 0;
      if (wasRejected) return adviseFor(seen, Infinity, rules);
      const latest = { stockId: item.stockId, version: item.version, at: now() };
      const earlier = product.observation;
      const isSameItem = earlier?.stockId === item.stockId;
      if (isSameItem && latest.at - earlier.at < MIN_OBSERVED_MILLISECONDS) return undefined;
      product.observation = latest;
      if (!isSameItem) return undefined;
      return adviseFor(seen, changeRate(earlier, latest), rules);
    },

    /** Records that a busy item rejected a write, and tries another bucket next, if there is one. */
    reject(productId: string): void {
      const product = remember(productId);
      product.rejections++;
      if (product.buckets > 1) moveTo(productId, anyBucket(product.buckets));
    },
  };
}

export type HotProducts = ReturnType<typeof hotProducts>;

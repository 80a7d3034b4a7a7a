import type { ImportedProduct, RejectedProduct } from '#libs/contracts';
import type { Catalog } from '../../gateways/catalog.ts';

interface Dependencies {
  readonly catalog: Catalog;
  readonly signal: AbortSignal;
}

// Four concurrent transactions of 99 products come close to the limit of a table partition, 1,000 writes per second.
const LANES = 4;
// The maximum of the command.
const BATCH_ROWS = 99;

/**
 * Imports products into catalog; products with the same SKU are imported in order.
 *
 * @returns the rejected products, in order, with their index in `products`
 */
export async function applyRows(
  products: readonly ImportedProduct[],
  deps: Dependencies,
): Promise<readonly { readonly index: number; readonly rejected: RejectedProduct }[]> {
  const all: { index: number; rejected: RejectedProduct }[] = [];
  let first = 0;
  for (const wave of toWaves(products)) {
    const indexes = new Map(wave.map(({ sku }, offset) => [sku, first + offset]));
    const rejected = (await Promise.all(toLanes(wave).map((lane) => importLane(lane, deps)))).flat();
    all.push(...rejected.map((one) => ({ index: indexes.get(one.sku)!, rejected: one })));
    first += wave.length;
  }
  return all.toSorted((one, other) => one.index - other.index);
}

/** Splits a list at each repeated SKU, because the later row must update the product of the earlier one. */
function toWaves(products: readonly ImportedProduct[]): ImportedProduct[][] {
  const waves: ImportedProduct[][] = [];
  let seen = new Set<string>();
  for (const product of products) {
    if (waves.length === 0 || seen.has(product.sku)) {
      waves.push([]);
      seen = new Set();
    }
    waves.at(-1)!.push(product);
    seen.add(product.sku);
  }
  return waves;
}

/**
 * Distributes products over concurrent lanes, with each category in one lane: each transaction updates the count of its
 * categories, so concurrent transactions of one category would conflict.
 */
function toLanes(products: readonly ImportedProduct[]): ImportedProduct[][] {
  const byCategory = Map.groupBy(products, ({ categoryId }) => categoryId);
  const largestFirst = [...byCategory.values()].toSorted((one, other) => other.length - one.length);
  const lanes: ImportedProduct[][] = Array.from({ length: LANES }, () => []);
  for (const category of largestFirst) {
    const lightest = lanes.reduce((one, other) => (other.length < one.length ? other : one));
    lightest.push(...category);
  }
  return lanes.filter((lane) => lane.length > 0);
}

async function importLane(
  lane: readonly ImportedProduct[],
  { catalog, signal }: Dependencies,
): Promise<RejectedProduct[]> {
  const rejected: RejectedProduct[] = [];
  for (let first = 0; first < lane.length; first += BATCH_ROWS) {
    signal.throwIfAborted();
    rejected.push(...(await catalog.importProducts(lane.slice(first, first + BATCH_ROWS), signal)));
  }
  return rejected;
}

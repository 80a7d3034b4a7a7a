import type { ImportedProduct, RejectedProduct } from '#libs/contracts';
import type { Catalog } from '../gateways/catalog.ts';

interface Dependencies {
  readonly catalog: Catalog;
  readonly signal: AbortSignal;
}

// Four transactions of 99 products at once come near what one partition of the table takes, 1,000 writes a second.
const LANES = 4;
// As many as the command takes.
const BATCH_ROWS = 99;

/**
 * Lets catalog have products, those of one SKU in their order.
 *
 * @returns what it would not take, in the order of `products`, with the place of each in it
 */
export async function applyRows(
  products: readonly ImportedProduct[],
  deps: Dependencies,
): Promise<readonly { readonly index: number; readonly rejected: RejectedProduct }[]> {
  const all: { index: number; rejected: RejectedProduct }[] = [];
  let first = 0;
  for (const wave of wavesOf(products)) {
    const indexes = new Map(wave.map(({ sku }, offset) => [sku, first + offset]));
    const rejected = (await Promise.all(lanesOf(wave).map((lane) => applyLane(lane, deps)))).flat();
    all.push(...rejected.map((one) => ({ index: indexes.get(one.sku)!, rejected: one })));
    first += wave.length;
  }
  return all.toSorted((one, other) => one.index - other.index);
}

/** Cuts a list wherever a SKU comes again: the later row has to find what the earlier one made. */
function wavesOf(products: readonly ImportedProduct[]): ImportedProduct[][] {
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
 * Shares products out over lanes that run beside one another, those of one category in one lane: each transaction
 * counts in its category's record, and two at once would only get in each other's way.
 */
function lanesOf(products: readonly ImportedProduct[]): ImportedProduct[][] {
  const byCategory = Map.groupBy(products, ({ categoryId }) => categoryId);
  const largestFirst = [...byCategory.values()].toSorted((one, other) => other.length - one.length);
  const lanes: ImportedProduct[][] = Array.from({ length: LANES }, () => []);
  for (const shelf of largestFirst) {
    const lightest = lanes.reduce((one, other) => (other.length < one.length ? other : one));
    lightest.push(...shelf);
  }
  return lanes.filter((lane) => lane.length > 0);
}

async function applyLane(
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

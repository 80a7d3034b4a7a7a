import type { StockRepository } from '../gateways/stock-repository.ts';
import { log } from '../log-events.ts';

interface Dependencies {
  readonly stock: Pick<StockRepository, 'spread'>;
}

/** Splits the units of the main item over the buckets. Returns false when another environment was faster. */
export async function spreadUnits(
  productId: string,
  available: number,
  buckets: number,
  { stock }: Dependencies,
): Promise<boolean> {
  const share = Math.floor(available / buckets);
  if (share === 0 || !(await stock.spread(productId, buckets, share))) return false;
  log.info('stock.spread', { productId, buckets });
  return true;
}

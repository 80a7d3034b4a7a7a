import { surroundings } from '#libs/surroundings';
import type { StockRepository } from '../gateways/stock-repository.ts';
import { log } from '../log-events.ts';
import { toBucketIds } from '../models/stock.ts';

export interface GatherDependencies {
  readonly stock: Pick<StockRepository, 'findItems' | 'gather'>;
  readonly pause: (milliseconds: number) => Promise<void>;
}

const MAX_ATTEMPTS = 8;
const BASE_PAUSE_MILLISECONDS = 10;

/**
 * Moves all units of a split product to its main item, so that one conditional write decides about all of them. Returns
 * false when sales changed the buckets during every attempt.
 */
export async function gatherUnits(productId: string, { stock, pause }: GatherDependencies): Promise<boolean> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const [main] = await stock.findItems([productId]);
    if (main?.buckets === undefined) return true;
    const others = await stock.findItems(toBucketIds(productId, main.buckets));
    if (await stock.gather(main, others)) {
      log.info('stock.gathered', { productId });
      return true;
    }
    await pause(surroundings().random() * BASE_PAUSE_MILLISECONDS * attempt);
  }
  return false;
}

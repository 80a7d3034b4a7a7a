import type { OrderProjectionRepository } from '../../gateways/order-projection-repository.ts';
import { dayShard, SHARDS, type PlacedOrderProjection } from '../../models/order-projection.ts';
import { listDays, type Period } from '../../models/period.ts';

/**
 * The orders placed in a period, sorted by time: day by day, with the shards of a day read concurrently. It holds only
 * pages of the shards in memory.
 *
 * @param after  the `placedOrder` of the last order to skip
 */
export async function* placedOrders(
  orders: Pick<OrderProjectionRepository, 'listShard'>,
  period: Period,
  after?: string,
): AsyncGenerator<PlacedOrderProjection> {
  // `#` and an order id follow each time in the index, so that a bare time sorts before all orders of its instant.
  const low = after === undefined ? period.from : `${after}\0`;
  for (const day of listDays({ from: low.slice(0, period.from.length), to: period.to })) {
    const shards = Array.from({ length: SHARDS }, (_, shard) =>
      orders.listShard(dayShard(day, shard), low, period.to),
    );
    yield* merged(shards);
  }
}

/**
 * The number of orders placed in a period. Consumes as many read units as their export.
 *
 * @throws the signal's reason when it aborts
 */
export async function countPlacedOrders(
  orders: Pick<OrderProjectionRepository, 'countShard'>,
  { from, to }: Period,
  signal: AbortSignal,
): Promise<number> {
  let total = 0;
  for (const day of listDays({ from, to })) {
    signal.throwIfAborted();
    const counts = Array.from({ length: SHARDS }, (_, shard) =>
      orders.countShard(dayShard(day, shard), from, to),
    );
    for (const count of await Promise.all(counts)) total += count;
  }
  return total;
}

/** Merges sorted sequences. */
async function* merged(
  sources: readonly AsyncIterable<PlacedOrderProjection>[],
): AsyncGenerator<PlacedOrderProjection> {
  const heads = await Promise.all(sources.map((source) => toHead(source[Symbol.asyncIterator]())));
  for (;;) {
    const [first, ...others] = heads.filter(({ order }) => order !== undefined);
    if (!first?.order) return;
    const earliest = others.reduce<Head>((least, head) => (isBefore(head, least) ? head : least), first);
    yield earliest.order!;
    earliest.order = await readNext(earliest.source);
  }
}

interface Head {
  readonly source: AsyncIterator<PlacedOrderProjection>;
  order: PlacedOrderProjection | undefined;
}

const isBefore = (one: Head, other: Head): boolean => one.order!.placedOrder < other.order!.placedOrder;

const toHead = async (source: Head['source']): Promise<Head> => ({ source, order: await readNext(source) });

async function readNext(source: Head['source']): Promise<PlacedOrderProjection | undefined> {
  const { done, value } = await source.next();
  return done ? undefined : value;
}

import type { OrderCopies } from '../gateways/order-copies.ts';
import { dayShard, SHARDS, type PlacedOrderCopy } from '../models/order-copy.ts';
import { daysOf, type Period } from '../models/period.ts';

/**
 * The orders placed in a period, in the order they were placed: day by day, the shards of a day read side by side.
 * Memory is bounded by their pages, whatever the period.
 *
 * @param after  the `placedOrder` of the last one that is not wanted any more
 */
export async function* ordersPlaced(
  copies: Pick<OrderCopies, 'placedInShard'>,
  period: Period,
  after?: string,
): AsyncGenerator<PlacedOrderCopy> {
  // `#` and an order id follow each time in the index, so that a bare time sorts before all orders of its instant.
  const low = after === undefined ? period.from : `${after}\0`;
  for (const day of daysOf({ from: low.slice(0, period.from.length), to: period.to })) {
    const shards = Array.from({ length: SHARDS }, (_, shard) =>
      copies.placedInShard(dayShard(day, shard), low, period.to),
    );
    yield* merged(shards);
  }
}

/**
 * How many orders were placed in a period. Reads as much as exporting them does, but sends none of it.
 *
 * @throws the signal's reason once it aborts
 */
export async function countOrdersPlaced(
  copies: Pick<OrderCopies, 'countInShard'>,
  { from, to }: Period,
  signal: AbortSignal,
): Promise<number> {
  let total = 0;
  for (const day of daysOf({ from, to })) {
    signal.throwIfAborted();
    const counts = Array.from({ length: SHARDS }, (_, shard) =>
      copies.countInShard(dayShard(day, shard), from, to),
    );
    for (const count of await Promise.all(counts)) total += count;
  }
  return total;
}

/** One sorted sequence of several. */
async function* merged(sources: readonly AsyncIterable<PlacedOrderCopy>[]): AsyncGenerator<PlacedOrderCopy> {
  const heads = await Promise.all(sources.map((source) => headOf(source[Symbol.asyncIterator]())));
  for (;;) {
    const [first, ...others] = heads.filter(({ copy }) => copy !== undefined);
    if (!first?.copy) return;
    const earliest = others.reduce<Head>((least, head) => (isBefore(head, least) ? head : least), first);
    yield earliest.copy!;
    earliest.copy = await nextOf(earliest.source);
  }
}

interface Head {
  readonly source: AsyncIterator<PlacedOrderCopy>;
  copy: PlacedOrderCopy | undefined;
}

const isBefore = (one: Head, other: Head): boolean => one.copy!.placedOrder < other.copy!.placedOrder;

const headOf = async (source: Head['source']): Promise<Head> => ({ source, copy: await nextOf(source) });

async function nextOf(source: Head['source']): Promise<PlacedOrderCopy | undefined> {
  const { done, value } = await source.next();
  return done ? undefined : value;
}

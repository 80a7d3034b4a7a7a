import { CommitStock, ReleaseStock, ReserveStock, RestockOrder } from '#libs/contracts';
import { AppError } from '#libs/errors';
import { commandHandler } from '#libs/lambda';
import { checkStock } from '../../../../services/inventory/src/controllers/check-stock.ts';
import { commitStock } from '../../../../services/inventory/src/controllers/commit-stock.ts';
import { createStockEvents } from '../../../../services/inventory/src/controllers/create-stock-events.ts';
import { releaseStock } from '../../../../services/inventory/src/controllers/release-stock.ts';
import { reserveStock } from '../../../../services/inventory/src/controllers/reserve-stock.ts';
import { restockOrder } from '../../../../services/inventory/src/controllers/restock-order.ts';
import { hotProducts } from '../../../../services/inventory/src/helpers/hot-products.ts';
import { toAdjustment } from '../../../../services/inventory/src/models/adjustment.ts';
import { inMemoryStock } from '../../../../services/inventory/test/in-memory-stock.ts';
import { Rejected } from '../../../../services/inventory/test/simulation/engine.ts';
import type { Engine } from '../engine/engine.ts';
import { heldCall } from '../engine/gateways.ts';
import type { Stream } from '../deliveries/stream.ts';
import type { ChangeLog } from './observed.ts';
import { publisherStream } from './publisher-stream.ts';
import type { Topics } from './topics.ts';

// Small numbers, so that the products of a history are split over buckets and gathered again.
const HEAT_RULES = { buckets: 3, hotRate: 4, coolRate: 1, minUnitsPerBucket: 1 };
const ENVIRONMENTS = 2;

export function createInventory(engine: Engine, log: ChangeLog, topics: Topics) {
  const { time, choices } = engine;
  const streams: Stream[] = [];
  const now = time.date;
  const memory = inMemoryStock({ now, engine: conflictingEngine(engine, () => observe()) });
  function observe(): void {
    const { items, reservations } = memory.records();
    log.observe(
      'stock',
      new Map(items.map((item) => [item.stockId, item as object as Record<string, unknown>])),
      streams,
    );
    log.observe(
      'reservation',
      new Map(reservations.map((each) => [each.orderId, each as object as Record<string, unknown>])),
    );
  }
  streams.push(
    publisherStream(engine, topics, {
      name: 'publish-stock-changes',
      source: 'inventory',
      toEvents: createStockEvents({ stock: memory.stock }),
    }),
  );

  const base = { ...memory, now, pause: time.sleep };
  const environments = Array.from({ length: ENVIRONMENTS }, () => ({
    ...base,
    hotProducts: hotProducts({ rules: HEAT_RULES, now: time.now, random: () => choices.number('bucket') }),
  }));
  const environment = () => environments[choices.below('environment', ENVIRONMENTS)]!;
  return {
    memory,
    functions: {
      ReserveStock: {
        handler: commandHandler(ReserveStock, (command) => reserveStock(command, environment())),
        limitSeconds: 10,
      },
      CommitStock: {
        handler: commandHandler(CommitStock, (command) => commitStock(command, base)),
        limitSeconds: 10,
      },
      ReleaseStock: {
        handler: commandHandler(ReleaseStock, (command) => releaseStock(command, base)),
        limitSeconds: 10,
      },
      RestockOrder: {
        handler: commandHandler(RestockOrder, (command) => restockOrder(command, base)),
        limitSeconds: 10,
      },
    },
    streams,
    deliver: async (productId: string, quantity: number) =>
      void (await memory.adjustments.adjust(
        toAdjustment(productId, { quantity, reason: 'delivery' }, now()),
      )),
    /** The nightly check, which also returns the units of attempts that crashed. */
    check: () => checkStock({ ...base, hotProducts: environments[0]!.hotProducts } as never),
  };
}

/** Transactions take time, and reject the writes that they meet. */
function conflictingEngine(engine: Engine, observe: () => void) {
  const { time, choices } = engine;
  const locked = new Set<string>();
  const requireUnlocked = (keys: readonly string[]) => {
    if (keys.some((key) => locked.has(key))) throw new Rejected('conflict');
  };
  const held = async <T>(call: string, isWrite: boolean, apply: () => Promise<T>): Promise<T> => {
    try {
      return await heldCall(engine, { call: `stock.${call}`, gateway: 'stock-item', isWrite }, apply);
    } catch (error) {
      throw error instanceof AppError && error.code === 'stock-item.busy' ? new Rejected('conflict') : error;
    }
  };
  const observed = <T>(apply: () => T): T => {
    const result = apply();
    observe();
    return result;
  };
  return {
    pause: time.sleep,
    read: <T>(apply: () => T) => held('read', false, async () => apply()),
    write: <T>(key: string, apply: () => T) =>
      held('write', true, async () => {
        requireUnlocked([key]);
        return observed(apply);
      }),
    transaction: <T>(keys: readonly string[], apply: () => T) =>
      held('transaction', true, async () => {
        requireUnlocked(keys);
        for (const key of keys) locked.add(key);
        if (engine.current()) await time.sleep(choices.between('transaction', 4, 15));
        for (const key of keys) locked.delete(key);
        return observed(apply);
      }),
  };
}

import { AppError } from '#libs/errors';
import { pageCursors } from '#libs/models';
import { surroundings } from '#libs/surroundings';
import { inMemoryRecordRepository } from '#libs/testing';
import type { AdjustmentRepository } from '../src/gateways/adjustment-repository.ts';
import type { ReservationRepository } from '../src/gateways/reservation-repository.ts';
import type { StockAuditRepository } from '../src/gateways/stock-audit-repository.ts';
import type { Hold, StockRepository } from '../src/gateways/stock-repository.ts';
import type { Adjustment } from '../src/models/adjustment.ts';
import type { Reservation } from '../src/models/reservation.ts';
import { toBucketIds, toStock, toStockId, type StockItem } from '../src/models/stock.ts';
import { immediateEngine, Rejected, type Engine } from './simulation/engine.ts';

const PAGE_SIZE = 2;
const MAX_ATTEMPTS = 5;

interface Options {
  readonly available?: Readonly<Record<string, number>>;
  readonly now?: () => Date;
  /** Decides how long a request takes, and which requests conflict. */
  readonly engine?: Engine;
}

/** Passes the same contract tests as the DynamoDB repositories. */
export function inMemoryStock({
  available = {},
  now = () => new Date(),
  engine = immediateEngine,
}: Options = {}) {
  const items = new Map<string, StockItem>();
  const decided = new Map<string, Reservation>();
  const adjusted = inMemoryRecordRepository<Adjustment>(['productId', 'adjustmentId']);

  const change = (stockId: string, units: number, rest: Partial<StockItem> = {}) => {
    const before = items.get(stockId) ?? { stockId, available: 0, version: 0, holds: {} };
    if (before.available + units < 0) throw new Error(`${stockId} would be negative`);
    const after = { ...before, available: before.available + units, version: before.version + 1, ...rest };
    items.set(stockId, after);
    return after;
  };
  const without = (holds: StockItem['holds'], removed: readonly string[]) =>
    Object.fromEntries(Object.entries(holds).filter(([hold]) => !removed.includes(hold)));
  const size = (key: string) => JSON.stringify(items.get(key) ?? decided.get(key) ?? {}).length;
  const write = <T>(key: string, apply: () => T) => engine.write(key, apply, () => size(key));
  const read = <T>(apply: () => T) => engine.read(apply);
  const transactOnce = <T>(keys: readonly string[], apply: () => T) =>
    engine.transaction(keys, apply, (key) => size(key));
  /** Retries conflicts, as `transact` does. */
  async function transact<T>(keys: readonly string[], apply: () => T): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await transactOnce(keys, apply);
      } catch (error) {
        if (!(error instanceof Rejected)) throw error;
        if (attempt === MAX_ATTEMPTS) throw new AppError('unavailable', 'stock.busy');
        await engine.pause(surroundings().random() * 40 * 2 ** attempt);
      }
    }
  }
  for (const [productId, units] of Object.entries(available)) change(productId, units);

  function returnFromItem({ stockId, hold, quantity }: Hold): boolean {
    const [productId] = stockId.split('#') as [string];
    const item = items.get(stockId);
    if (item?.holds[hold] === undefined) return false;
    change(stockId, stockId === productId ? quantity : 0, { holds: without(item.holds, [hold]) });
    if (stockId !== productId) change(productId, quantity);
    return true;
  }

  const stock: StockRepository = {
    find: (productId) =>
      read(() => {
        const main = items.get(productId);
        if (!main) return undefined;
        const others = toBucketIds(productId, main.buckets).flatMap((stockId) => items.get(stockId) ?? []);
        return toStock(productId, [main, ...others]);
      }),
    findItems: (stockIds) => read(() => stockIds.flatMap((stockId) => items.get(stockId) ?? [])),
    take: ({ stockId, hold, quantity, settledHolds }) =>
      write(stockId, () => {
        const item = items.get(stockId);
        if (!item || item.available < quantity) return { outcome: 'short' as const, item };
        const holds = { ...without(item.holds, settledHolds), [hold]: quantity };
        return { outcome: 'taken' as const, item: change(stockId, -quantity, { holds }) };
      }).catch((error: unknown) => {
        if (error instanceof Rejected) return { outcome: 'busy' as const };
        throw error;
      }),
    returnHold(hold) {
      const [productId] = hold.stockId.split('#') as [string];
      return transact([...new Set([hold.stockId, productId])], () => returnFromItem(hold));
    },
    forgetHolds: (stockId, holds) =>
      write(stockId, () => {
        const item = items.get(stockId);
        if (item) items.set(stockId, { ...item, holds: without(item.holds, holds) });
      }).catch((error: unknown) => void falseIfRejected(error)),
    spread(productId, buckets, share) {
      const others = toBucketIds(productId, buckets);
      return transactOnce([productId, ...others], () => {
        const main = items.get(productId);
        if (!main || main.available < share * others.length) return false;
        if (main.buckets !== undefined && main.buckets !== buckets) return false;
        change(productId, -share * others.length, { buckets });
        for (const stockId of others) change(stockId, share, { isOpen: true });
        return true;
      }).catch(falseIfRejected);
    },
    gather(main, others) {
      return transactOnce([main.stockId, ...others.map(({ stockId }) => stockId)], () => {
        const current = items.get(main.stockId);
        if (!current || current.buckets === undefined || current.buckets !== main.buckets) return false;
        if (others.some(({ stockId, version }) => items.get(stockId)?.version !== version)) return false;
        const units = others.reduce((sum, { available: each }) => sum + each, 0);
        const holds = Object.assign({ ...current.holds }, ...others.map((item) => item.holds));
        const { buckets: _, ...whole } = current;
        const version = others.reduce((sum, each) => sum + each.version, current.version + 1);
        items.set(main.stockId, { ...whole, available: current.available + units, version, holds });
        for (const { stockId, version: closed } of others)
          items.set(stockId, { stockId, available: 0, version: closed + 1, holds: {} });
        return true;
      }).catch(falseIfRejected);
    },
  };

  const reservations: ReservationRepository = {
    find: (orderId) => read(() => decided.get(orderId)),
    findMany: (orderIds) => read(() => orderIds.flatMap((orderId) => decided.get(orderId) ?? [])),
    decide(reservation, adopted = []) {
      const { orderId } = reservation;
      const decideOnce = () => {
        const existing = decided.get(orderId);
        if (existing) return existing;
        if (adopted.some(({ stockId, hold }) => items.get(stockId)?.holds[hold] === undefined))
          throw new AppError('unavailable', 'stock.busy');
        decided.set(orderId, reservation);
        return undefined;
      };
      return adopted.length > 0
        ? transact([orderId, ...adopted.map(({ stockId }) => stockId)], decideOnce)
        : write(orderId, decideOnce).catch(busyIfRejected);
    },
    returnUndecided(orderId, hold) {
      const [productId] = hold.stockId.split('#') as [string];
      return transact([...new Set([orderId, hold.stockId, productId])], () => {
        if (decided.has(orderId)) return 'decided';
        return returnFromItem(hold) ? 'returned' : 'missing';
      });
    },
    commit: (orderId) =>
      write(orderId, () => {
        const reservation = decided.get(orderId);
        if (reservation?.status !== 'reserved') return reservation;
        decided.set(orderId, { ...reservation, status: 'committed', changedAt: now().toISOString() });
        return true as const;
      }).catch(busyIfRejected),
    returnUnits({ orderId, lineItems }, { from, to }) {
      const ids = lineItems.map(({ productId, bucket }) => {
        const stockId = toStockId(productId, bucket);
        return items.get(stockId)?.isOpen ? stockId : productId;
      });
      return transact([orderId, ...ids], () => {
        const reservation = decided.get(orderId);
        if (reservation?.status !== from) return false;
        decided.set(orderId, { ...reservation, status: to, changedAt: now().toISOString() });
        for (const { productId, bucket, quantity } of lineItems) {
          const stockId = toStockId(productId, bucket);
          change(items.get(stockId)?.isOpen ? stockId : productId, quantity);
        }
        return true;
      });
    },
  };

  const adjustments: AdjustmentRepository = {
    adjust: (adjustment) =>
      transact([adjustment.productId, adjustment.adjustmentId], () => {
        const { productId, quantity, adjustmentId } = adjustment;
        if (adjusted.records().some((each) => each.adjustmentId === adjustmentId)) return true;
        const units = items.get(productId)?.available ?? (quantity < 0 ? -1 : 0);
        if (quantity < 0 && units < -quantity) return false;
        void adjusted.insert(adjustment);
        change(productId, quantity);
        return true;
      }),
    list: (productId, query) => adjusted.list({ partition: { productId }, newestFirst: true, ...query }),
  };

  const audit: StockAuditRepository = {
    async *stock() {
      yield* items.values();
    },
    async *reservations() {
      yield* decided.values();
    },
    async *adjustments() {
      yield* adjusted.records();
    },
    async pageReservations(cursor) {
      const cursors = pageCursors('reservations');
      const all = [...decided.values()];
      const first = cursor === undefined ? 0 : Number(cursors.open(cursor)['first']);
      const page = all.slice(first, first + PAGE_SIZE);
      const next = first + PAGE_SIZE;
      return { reservations: page, ...(next < all.length && { nextCursor: cursors.seal({ first: next }) }) };
    },
  };

  return {
    stock,
    reservations,
    adjustments,
    audit,
    /** Write a record without its counterpart, to create a mismatch. */
    setItem: (item: StockItem) => void items.set(item.stockId, item),
    setReservation: (reservation: Reservation) => void decided.set(reservation.orderId, reservation),
    /** All records, without a request. */
    records: () => ({
      items: [...items.values()],
      reservations: [...decided.values()],
      adjustments: adjusted.records(),
    }),
  };
}

export type InMemoryStock = ReturnType<typeof inMemoryStock>;

function falseIfRejected(error: unknown): false {
  if (error instanceof Rejected) return false;
  throw error;
}

function busyIfRejected(error: unknown): never {
  throw error instanceof Rejected ? new AppError('unavailable', 'stock.busy') : error;
}

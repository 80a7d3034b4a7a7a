import { pageCursors } from '#libs/models';
import { inMemoryRecordRepository } from '#libs/testing';
import type { StockAuditRepository } from '../src/gateways/stock-audit-repository.ts';
import type { StockRepository } from '../src/gateways/stock-repository.ts';
import type { Adjustment } from '../src/models/adjustment.ts';
import type { Reservation } from '../src/models/reservation.ts';
import type { Stock } from '../src/models/stock.ts';

const PAGE_SIZE = 2;

interface Corruption {
  /** Writes a record without its counterpart, to create a mismatch. */
  readonly setStock: (stock: Stock) => void;
  readonly setReservation: (reservation: Reservation) => void;
}

/** Passes the same contract tests as the DynamoDB repositories. */
export function inMemoryStockRepository(
  available: Readonly<Record<string, number>> = {},
  now: () => Date = () => new Date(),
): StockRepository & { readonly audit: StockAuditRepository } & Corruption {
  const stock = new Map<string, Stock>();
  const reservations = new Map<string, Reservation>();
  const adjustments = inMemoryRecordRepository<Adjustment>(['productId', 'adjustmentId']);

  const change = (productId: string, availableChange: number, reservedChange: number) => {
    const before = stock.get(productId) ?? { productId, available: 0, reserved: 0, version: 0 };
    stock.set(productId, {
      productId,
      available: before.available + availableChange,
      reserved: before.reserved + reservedChange,
      version: before.version + 1,
    });
  };
  const hasAvailable = (productId: string, quantity: number) =>
    (stock.get(productId)?.available ?? -1) >= quantity;
  for (const [productId, units] of Object.entries(available)) change(productId, units, 0);

  const audit: StockAuditRepository = {
    async *stock() {
      yield* stock.values();
    },
    async *reservations() {
      yield* reservations.values();
    },
    async *adjustments() {
      yield* adjustments.records();
    },
    async pageReservations(cursor) {
      const cursors = pageCursors('reservations');
      const all = [...reservations.values()];
      const first = cursor === undefined ? 0 : Number(cursors.open(cursor)['first']);
      const page = all.slice(first, first + PAGE_SIZE);
      const next = first + PAGE_SIZE;
      return { reservations: page, ...(next < all.length && { nextCursor: cursors.seal({ first: next }) }) };
    },
    findReservations: async (orderIds) => orderIds.flatMap((orderId) => reservations.get(orderId) ?? []),
  };

  return {
    audit,
    setStock: (record) => void stock.set(record.productId, record),
    setReservation: (record) => void reservations.set(record.orderId, record),
    find: async (productId) => stock.get(productId),
    async adjust(adjustment) {
      const { productId, quantity, adjustmentId } = adjustment;
      if (adjustments.records().some((each) => each.adjustmentId === adjustmentId)) return true;
      if (quantity < 0 && !hasAvailable(productId, -quantity)) return false;
      await adjustments.insert(adjustment);
      change(productId, quantity, 0);
      return true;
    },
    listAdjustments: (productId, query) =>
      adjustments.list({ partition: { productId }, newestFirst: true, ...query }),
    findReservation: async (orderId) => reservations.get(orderId),
    async reserve(orderId, lineItems) {
      if (reservations.has(orderId)) return false;
      const short = lineItems.filter(({ productId, quantity }) => !hasAvailable(productId, quantity));
      if (short.length > 0) return { productIds: short.map(({ productId }) => productId) };
      reservations.set(orderId, { orderId, status: 'reserved', lineItems, changedAt: now().toISOString() });
      for (const { productId, quantity } of lineItems) change(productId, -quantity, quantity);
      return true;
    },
    async transition({ orderId }, { from, to, available: availableChange, reserved: reservedChange }) {
      const reservation = reservations.get(orderId);
      if (reservation?.status !== from) return false;
      reservations.set(orderId, { ...reservation, status: to, changedAt: now().toISOString() });
      for (const { productId, quantity } of reservation.lineItems)
        change(productId, availableChange * quantity, reservedChange * quantity);
      return true;
    },
    async insertReleased(orderId) {
      if (reservations.has(orderId)) return false;
      reservations.set(orderId, {
        orderId,
        status: 'released',
        lineItems: [],
        changedAt: now().toISOString(),
      });
      return true;
    },
  };
}

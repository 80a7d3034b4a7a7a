import { decodeCursor, encodeCursor } from '#libs/models';
import { inMemoryRecordRepository } from '#libs/testing';
import type { StockBooks } from '../src/gateways/stock-books.ts';
import type { StockLedger } from '../src/gateways/stock-ledger.ts';
import type { Adjustment } from '../src/models/adjustment.ts';
import type { Reservation } from '../src/models/reservation.ts';
import type { Stock } from '../src/models/stock.ts';

const PAGE_SIZE = 2;

interface Faults {
  /** Writes past the ledger, as no code of ours would. */
  readonly setStock: (stock: Stock) => void;
  readonly setReservation: (reservation: Reservation) => void;
}

/** The ledger in memory, and its books; they pass the same contract tests as those on DynamoDB. */
export function inMemoryStockLedger(
  available: Readonly<Record<string, number>> = {},
  now: () => Date = () => new Date(),
): StockLedger & { readonly books: StockBooks } & Faults {
  const stock = new Map<string, Stock>();
  const reservations = new Map<string, Reservation>();
  const adjustments = inMemoryRecordRepository<Adjustment>(['productId', 'adjustmentId']);

  const change = (productId: string, ready: number, reserved: number) => {
    const before = stock.get(productId) ?? { productId, available: 0, reserved: 0, version: 0 };
    stock.set(productId, {
      productId,
      available: before.available + ready,
      reserved: before.reserved + reserved,
      version: before.version + 1,
    });
  };
  const has = (productId: string, quantity: number) => (stock.get(productId)?.available ?? -1) >= quantity;
  for (const [productId, pieces] of Object.entries(available)) change(productId, pieces, 0);

  const books: StockBooks = {
    async *stock() {
      yield* stock.values();
    },
    async *reservations() {
      yield* reservations.values();
    },
    async *adjustments() {
      yield* adjustments.records();
    },
    async reservationPage(cursor) {
      const all = [...reservations.values()];
      const first = cursor === undefined ? 0 : Number(decodeCursor(cursor)['first']);
      const page = all.slice(first, first + PAGE_SIZE);
      const next = first + PAGE_SIZE;
      return { reservations: page, ...(next < all.length && { nextCursor: encodeCursor({ first: next }) }) };
    },
    reservationsOf: async (orderIds) => orderIds.flatMap((orderId) => reservations.get(orderId) ?? []),
  };

  return {
    books,
    setStock: (faulty) => void stock.set(faulty.productId, faulty),
    setReservation: (faulty) => void reservations.set(faulty.orderId, faulty),
    stockOf: async (productId) => stock.get(productId),
    async adjust(adjustment) {
      const { productId, quantity, adjustmentId } = adjustment;
      if (adjustments.records().some((each) => each.adjustmentId === adjustmentId)) return true;
      if (quantity < 0 && !has(productId, -quantity)) return false;
      await adjustments.insert(adjustment);
      change(productId, quantity, 0);
      return true;
    },
    adjustmentsOf: (productId, query) =>
      adjustments.list({ partition: { productId }, newestFirst: true, ...query }),
    reservationOf: async (orderId) => reservations.get(orderId),
    async reserve(orderId, lineItems) {
      if (reservations.has(orderId)) return false;
      const short = lineItems.filter(({ productId, quantity }) => !has(productId, quantity));
      if (short.length > 0) return { productIds: short.map(({ productId }) => productId) };
      reservations.set(orderId, { orderId, status: 'reserved', lineItems, changedAt: now().toISOString() });
      for (const { productId, quantity } of lineItems) change(productId, -quantity, quantity);
      return true;
    },
    async move({ orderId }, { from, to, available: ready, reserved }) {
      const reservation = reservations.get(orderId);
      if (reservation?.status !== from) return false;
      reservations.set(orderId, { ...reservation, status: to, changedAt: now().toISOString() });
      for (const { productId, quantity } of reservation.lineItems)
        change(productId, ready * quantity, reserved * quantity);
      return true;
    },
    async forestall(orderId) {
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

import { inMemoryRecordTable } from '#libs/testing';
import type { StockLedger } from '../src/gateways/stock-ledger.ts';
import type { Adjustment } from '../src/models/adjustment.ts';
import type { Reservation } from '../src/models/reservation.ts';
import type { Stock } from '../src/models/stock.ts';

/** The ledger in memory; it passes the same contract test as the one on DynamoDB. */
export function inMemoryStockLedger(available: Readonly<Record<string, number>> = {}): StockLedger {
  const stock = new Map<string, Stock>();
  const reservations = new Map<string, Reservation>();
  const adjustments = inMemoryRecordTable<Adjustment>(['productId', 'adjustmentId']);

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

  return {
    stockOf: async (productId) => stock.get(productId),
    async adjust(adjustment) {
      const { productId, quantity } = adjustment;
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
      reservations.set(orderId, { orderId, status: 'reserved', lineItems });
      for (const { productId, quantity } of lineItems) change(productId, -quantity, quantity);
      return true;
    },
    async move({ orderId }, { from, to, available: ready, reserved }) {
      const reservation = reservations.get(orderId);
      if (reservation?.status !== from) return false;
      reservations.set(orderId, { ...reservation, status: to });
      for (const { productId, quantity } of reservation.lineItems)
        change(productId, ready * quantity, reserved * quantity);
      return true;
    },
    async forestall(orderId) {
      if (reservations.has(orderId)) return false;
      reservations.set(orderId, { orderId, status: 'released', lineItems: [] });
      return true;
    },
  };
}

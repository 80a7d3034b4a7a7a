import type { Inventory } from '../../gateways/inventory.ts';
import type { OrderProjectionRepository } from '../../gateways/order-projection-repository.ts';
import { isPlaced } from '../../models/order-projection.ts';
import {
  findReservationMismatches,
  findOrderMismatches,
  type OrderMismatch,
} from '../../models/reconciliation.ts';

interface Dependencies {
  readonly orders: Pick<OrderProjectionRepository, 'list' | 'findMany'>;
  readonly inventory: Pick<Inventory, 'listReservations' | 'findReservations'>;
  readonly now: Date;
}

/** The result of comparing one page of records. */
export interface ComparedPage {
  readonly compared: number;
  readonly mismatches: readonly OrderMismatch[];
  readonly nextCursor?: string;
}

// The maximum of ListReservations.
const BATCH_SIZE = 100;

/** Compares a page of reservations with their orders. */
export async function compareReservations(
  { orders, inventory, now }: Dependencies,
  cursor: string | undefined,
): Promise<ComparedPage> {
  const { reservations, nextCursor } = await inventory.listReservations(cursor);
  const found = await orders.findMany(reservations.map(({ orderId }) => orderId));
  const byOrder = new Map(found.map((order) => [order.orderId, order]));
  return {
    compared: reservations.length,
    mismatches: reservations.flatMap((one) => findReservationMismatches(one, byOrder.get(one.orderId), now)),
    ...(nextCursor !== undefined && { nextCursor }),
  };
}

/** Checks a page of orders for missing reservations; `compareReservations` covers the other orders. */
export async function compareOrders(
  { orders, inventory, now }: Dependencies,
  cursor: string | undefined,
): Promise<ComparedPage> {
  const page = await orders.list(cursor);
  const placed = page.orders.filter(isPlaced);
  const mismatches: OrderMismatch[] = [];
  for (let first = 0; first < placed.length; first += BATCH_SIZE) {
    const some = placed.slice(first, first + BATCH_SIZE);
    const reservations = await inventory.findReservations(some.map(({ orderId }) => orderId));
    const reserved = new Set(reservations.map(({ orderId }) => orderId));
    mismatches.push(
      ...some
        .filter(({ orderId }) => !reserved.has(orderId))
        .flatMap((order) => findOrderMismatches(order, now)),
    );
  }
  return {
    compared: placed.length,
    mismatches,
    ...(page.nextCursor !== undefined && { nextCursor: page.nextCursor }),
  };
}

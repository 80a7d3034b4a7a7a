import type { Inventory } from '../gateways/inventory.ts';
import type { OrderCopies } from '../gateways/order-copies.ts';
import { isPlaced } from '../models/order-copy.ts';
import { reservationFindings, unreservedFindings, type OrderFinding } from '../models/reconciliation.ts';

interface Dependencies {
  readonly copies: Pick<OrderCopies, 'page' | 'read'>;
  readonly inventory: Pick<Inventory, 'reservationPage' | 'reservationsOf'>;
  readonly now: Date;
}

/** What one page of records showed. */
export interface Look {
  readonly looked: number;
  readonly findings: readonly OrderFinding[];
  readonly nextCursor?: string;
}

// As many as ListReservations takes in one go.
const ORDERS_AT_ONCE = 100;

/** A page of reservations, each beside its order. */
export async function lookOverReservations(
  { copies, inventory, now }: Dependencies,
  cursor: string | undefined,
): Promise<Look> {
  const { reservations, nextCursor } = await inventory.reservationPage(cursor);
  const orders = await copies.read(reservations.map(({ orderId }) => orderId));
  const byOrder = new Map(orders.map((copy) => [copy.orderId, copy]));
  return {
    looked: reservations.length,
    findings: reservations.flatMap((one) => reservationFindings(one, byOrder.get(one.orderId), now)),
    ...(nextCursor !== undefined && { nextCursor }),
  };
}

/** A page of orders, of which those are told that have no reservation: the others were seen beside it. */
export async function lookOverOrders(
  { copies, inventory, now }: Dependencies,
  cursor: string | undefined,
): Promise<Look> {
  const page = await copies.page(cursor);
  const placed = page.copies.filter(isPlaced);
  const findings: OrderFinding[] = [];
  for (let first = 0; first < placed.length; first += ORDERS_AT_ONCE) {
    const some = placed.slice(first, first + ORDERS_AT_ONCE);
    const reservations = await inventory.reservationsOf(some.map(({ orderId }) => orderId));
    const reserved = new Set(reservations.map(({ orderId }) => orderId));
    findings.push(
      ...some
        .filter(({ orderId }) => !reserved.has(orderId))
        .flatMap((copy) => unreservedFindings(copy, now)),
    );
  }
  return {
    looked: placed.length,
    findings,
    ...(page.nextCursor !== undefined && { nextCursor: page.nextCursor }),
  };
}

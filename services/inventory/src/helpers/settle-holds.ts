import type { ReservationRepository } from '../gateways/reservation-repository.ts';
import type { StockRepository } from '../gateways/stock-repository.ts';
import { toHeldAt, toOrderId } from '../models/hold.ts';
import { includesHold, type Reservation } from '../models/reservation.ts';
import { toProductId, type StockItem } from '../models/stock.ts';
import { returnHold } from './return-hold.ts';

export interface SettleDependencies {
  readonly stock: Pick<StockRepository, 'forgetHolds' | 'returnHold'>;
  readonly reservations: Pick<ReservationRepository, 'findMany' | 'decide'>;
  readonly now: () => Date;
}

export interface Settlement {
  /** Units that are available again. */
  readonly returnedUnits: number;
  /** Units of holds whose orders are still being reserved. */
  readonly undecidedUnits: number;
}

// The saga of an order retries ReserveStock for minutes, and then releases it. After this time nothing comes anymore.
const EXPIRY_MILLISECONDS = 15 * 60 * 1000;
// The limit of a BatchGetItem request.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html
const MAX_ORDERS = 100;

/**
 * Settles the holds of a stock item by the reservations of their orders: a hold that its reservation includes is removed,
 * and the units of any other hold are returned. An order without a reservation is still being reserved; when its hold is
 * older than 15 minutes, the attempt crashed, and the order is released.
 */
export async function settleHolds(item: StockItem, deps: SettleDependencies): Promise<Settlement> {
  const holds = Object.entries(item.holds);
  const orderIds = [...new Set(holds.map(([hold]) => toOrderId(hold)))].slice(0, MAX_ORDERS);
  if (orderIds.length === 0) return { returnedUnits: 0, undecidedUnits: 0 };
  const found = await deps.reservations.findMany(orderIds);
  const byOrder = new Map(found.map((reservation) => [reservation.orderId, reservation]));
  const productId = toProductId(item.stockId);

  let [returnedUnits, undecidedUnits] = [0, 0];
  const settled: string[] = [];
  for (const [hold, quantity] of holds) {
    const orderId = toOrderId(hold);
    const reservation = byOrder.get(orderId) ?? (await releaseExpired(hold, deps));
    if (!reservation) undecidedUnits += quantity;
    else if (includesHold(reservation, productId, hold)) settled.push(hold);
    else {
      // If it returns nothing, another request returned the units since the item was read.
      await returnHold({ stockId: item.stockId, hold, quantity }, deps);
      returnedUnits += quantity;
    }
  }
  if (settled.length > 0) await deps.stock.forgetHolds(item.stockId, settled);
  return { returnedUnits, undecidedUnits };
}

async function releaseExpired(
  hold: string,
  { reservations, now }: SettleDependencies,
): Promise<Reservation | undefined> {
  const isExpired = now().getTime() - toHeldAt(hold) >= EXPIRY_MILLISECONDS;
  if (!isExpired) return undefined;
  const released: Reservation = {
    orderId: toOrderId(hold),
    status: 'released',
    lineItems: [],
    changedAt: now().toISOString(),
  };
  return (await reservations.decide(released)) ?? released;
}

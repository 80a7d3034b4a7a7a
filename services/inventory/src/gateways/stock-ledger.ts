import type { ProductQuantity } from '#libs/contracts';
import type { Page, PageQuery } from '#libs/models';
import type { Adjustment } from '../models/adjustment.ts';
import type { Move, Reservation } from '../models/reservation.ts';
import type { Stock } from '../models/stock.ts';

/** Which lines of a reservation could not be met. */
export interface Shortage {
  readonly productIds: readonly string[];
}

/** The pieces there are, and every movement of them. A movement and its record are one write. */
export interface StockLedger {
  stockOf(productId: string): Promise<Stock | undefined>;
  /** Once for each adjustment, however often it is told. False where more would go than can be sold. */
  adjust(adjustment: Adjustment): Promise<boolean>;
  adjustmentsOf(productId: string, query: PageQuery): Promise<Page<Adjustment>>;
  reservationOf(orderId: string): Promise<Reservation | undefined>;
  /** Puts aside all lines or none. False where the order has a reservation already, of whatever status. */
  reserve(orderId: string, lineItems: readonly ProductQuantity[]): Promise<boolean | Shortage>;
  /** False where the reservation is not, or no longer, where the move begins. */
  move(reservation: Reservation, move: Move): Promise<boolean>;
  /** Marks an order as released before anything was reserved. False where it has a reservation. */
  forestall(orderId: string): Promise<boolean>;
}

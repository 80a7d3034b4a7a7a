import type { ProductQuantity } from '#libs/contracts';
import type { Page, PageQuery } from '#libs/models';
import type { Adjustment } from '../models/adjustment.ts';
import type { Reservation, ReservationTransition } from '../models/reservation.ts';
import type { Stock } from '../models/stock.ts';

/** The products of a reservation that have insufficient stock. */
export interface Shortage {
  readonly productIds: readonly string[];
}

/** Stock, and the adjustments and reservations that change it. A change and its record are one transaction. */
export interface StockRepository {
  find(productId: string): Promise<Stock | undefined>;
  /** Applies an adjustment once. Returns false when it would make the available quantity negative. */
  adjust(adjustment: Adjustment): Promise<boolean>;
  /** Newest first. */
  listAdjustments(productId: string, query: PageQuery): Promise<Page<Adjustment>>;
  findReservation(orderId: string): Promise<Reservation | undefined>;
  /** Reserves all lines or none. Returns false when the order already has a reservation, in any status. */
  reserve(orderId: string, lineItems: readonly ProductQuantity[]): Promise<boolean | Shortage>;
  /** Returns false when the reservation is not in the status from which the transition starts. */
  transition(reservation: Reservation, transition: ReservationTransition): Promise<boolean>;
  /** Inserts a released reservation without lines. Returns false when the order already has a reservation. */
  insertReleased(orderId: string): Promise<boolean>;
}

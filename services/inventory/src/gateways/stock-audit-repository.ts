import type { Adjustment } from '../models/adjustment.ts';
import type { Reservation } from '../models/reservation.ts';
import type { Stock } from '../models/stock.ts';

export interface ReservationPage {
  readonly reservations: readonly Reservation[];
  readonly nextCursor?: string;
}

/** Consistent reads of whole tables, in any order. The tables can change while they are read. */
export interface StockAuditRepository {
  stock(): AsyncIterable<Stock>;
  reservations(): AsyncIterable<Reservation>;
  adjustments(): AsyncIterable<Adjustment>;
  /** @throws AppError invalid `page.cursor-invalid` */
  pageReservations(cursor?: string): Promise<ReservationPage>;
  /** Returns the existing reservations of at most 100 orders. */
  findReservations(orderIds: readonly string[]): Promise<readonly Reservation[]>;
}

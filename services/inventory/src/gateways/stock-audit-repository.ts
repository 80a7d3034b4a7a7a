import type { Adjustment } from '../models/adjustment.ts';
import type { Reservation } from '../models/reservation.ts';
import type { StockItem } from '../models/stock.ts';

export interface ReservationPage {
  readonly reservations: readonly Reservation[];
  readonly nextCursor?: string;
}

/** Consistent reads of whole tables, in any order. The tables can change while they are read. */
export interface StockAuditRepository {
  stock(): AsyncIterable<StockItem>;
  reservations(): AsyncIterable<Reservation>;
  adjustments(): AsyncIterable<Adjustment>;
  /** @throws AppError invalid `page.cursor-invalid` */
  pageReservations(cursor?: string): Promise<ReservationPage>;
}

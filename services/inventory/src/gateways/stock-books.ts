import type { Adjustment } from '../models/adjustment.ts';
import type { Reservation } from '../models/reservation.ts';
import type { Stock } from '../models/stock.ts';

export interface ReservationsRead {
  readonly reservations: readonly Reservation[];
  readonly nextCursor?: string;
}

/** Whole tables, read piece by piece and in no order, each piece as it is at that moment. */
export interface StockBooks {
  stock(): AsyncIterable<Stock>;
  reservations(): AsyncIterable<Reservation>;
  adjustments(): AsyncIterable<Adjustment>;
  /** @throws AppError invalid `page.cursor-invalid` */
  reservationPage(cursor?: string): Promise<ReservationsRead>;
  /** Those that there are, of at most 100 orders. */
  reservationsOf(orderIds: readonly string[]): Promise<readonly Reservation[]>;
}

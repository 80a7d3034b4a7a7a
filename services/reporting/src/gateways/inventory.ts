import type { ReservationPage, ReservationState, StockCheck } from '#libs/contracts';

/** What inventory lets us check. */
export interface Inventory {
  /** All reservations, page by page and in no order. */
  reservationPage(cursor?: string): Promise<ReservationPage>;
  /** Those that there are, of at most 100 orders. */
  reservationsOf(orderIds: readonly string[]): Promise<readonly ReservationState[]>;
  /** Takes minutes where there is much. @throws the signal's reason once it aborts */
  checkStock(signal: AbortSignal): Promise<StockCheck>;
}

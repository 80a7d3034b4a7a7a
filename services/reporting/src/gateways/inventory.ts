import type { ReservationPage, ReservationState, StockCheck } from '#libs/contracts';

export interface Inventory {
  /** A page of all reservations, in no particular order. */
  listReservations(cursor?: string): Promise<ReservationPage>;
  /** The existing reservations of at most 100 orders. */
  findReservations(orderIds: readonly string[]): Promise<readonly ReservationState[]>;
  /** May take minutes. @throws the signal's reason when it aborts */
  checkStock(signal: AbortSignal): Promise<StockCheck>;
}

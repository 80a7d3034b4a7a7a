import type { Hold } from './stock-repository.ts';
import type { Reservation, ReturningTransition } from '../models/reservation.ts';

export interface ReservationRepository {
  find(orderId: string): Promise<Reservation | undefined>;
  /** Consistent reads of the existing reservations of at most 100 orders. */
  findMany(orderIds: readonly string[]): Promise<readonly Reservation[]>;
  /**
   * Inserts the reservation of an order. Returns the existing one when the order already has a reservation.
   *
   * @param adopted  holds of the reservation that another attempt took, which may have returned them
   * @throws AppError unavailable `stock.busy` when an adopted hold was returned
   */
  decide(reservation: Reservation, adopted?: readonly Hold[]): Promise<Reservation | undefined>;
  /**
   * Returns the units of a hold while the order has no reservation. `missing`: the item does not have the hold.
   */
  returnUndecided(orderId: string, hold: Hold): Promise<'returned' | 'decided' | 'missing'>;
  /** Changes the status from reserved to committed. Returns the reservation, if any, when it has another status. */
  commit(orderId: string): Promise<true | Reservation | undefined>;
  /** Changes the status and returns the units, in one transaction. Returns false when the status is not `from`. */
  returnUnits(reservation: Reservation, transition: ReturningTransition): Promise<boolean>;
}

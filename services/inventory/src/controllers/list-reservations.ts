import type { CommandOf, ListReservations, ReservationPage } from '#libs/contracts';
import type { StockBooks } from '../gateways/stock-books.ts';
import type { Reservation } from '../models/reservation.ts';

interface Dependencies {
  readonly books: Pick<StockBooks, 'reservationPage' | 'reservationsOf'>;
}

export async function listReservations(
  { orderIds, cursor }: CommandOf<typeof ListReservations>,
  { books }: Dependencies,
): Promise<ReservationPage> {
  if (orderIds) return { reservations: (await books.reservationsOf(orderIds)).map(stateOf) };
  const { reservations, nextCursor } = await books.reservationPage(cursor);
  return { reservations: reservations.map(stateOf), ...(nextCursor !== undefined && { nextCursor }) };
}

const stateOf = ({ orderId, status, lineItems, changedAt }: Reservation) => ({
  orderId,
  status,
  lineItems: [...lineItems],
  changedAt,
});

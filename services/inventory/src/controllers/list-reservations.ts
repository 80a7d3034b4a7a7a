import type { CommandOf, ListReservations, ReservationPage } from '#libs/contracts';
import type { StockAuditRepository } from '../gateways/stock-audit-repository.ts';
import type { Reservation } from '../models/reservation.ts';

interface Dependencies {
  readonly audit: Pick<StockAuditRepository, 'pageReservations' | 'findReservations'>;
}

export async function listReservations(
  { orderIds, cursor }: CommandOf<typeof ListReservations>,
  { audit }: Dependencies,
): Promise<ReservationPage> {
  if (orderIds) return { reservations: (await audit.findReservations(orderIds)).map(toReservationState) };
  const { reservations, nextCursor } = await audit.pageReservations(cursor);
  return {
    reservations: reservations.map(toReservationState),
    ...(nextCursor !== undefined && { nextCursor }),
  };
}

const toReservationState = ({ orderId, status, lineItems, changedAt }: Reservation) => ({
  orderId,
  status,
  lineItems: [...lineItems],
  changedAt,
});

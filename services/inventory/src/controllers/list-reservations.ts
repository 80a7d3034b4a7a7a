import type { CommandOf, ListReservations, ReservationPage } from '#libs/contracts';
import type { ReservationRepository } from '../gateways/reservation-repository.ts';
import type { StockAuditRepository } from '../gateways/stock-audit-repository.ts';
import type { Reservation } from '../models/reservation.ts';

interface Dependencies {
  readonly audit: Pick<StockAuditRepository, 'pageReservations'>;
  readonly reservations: Pick<ReservationRepository, 'findMany'>;
}

export async function listReservations(
  { orderIds, cursor }: CommandOf<typeof ListReservations>,
  { audit, reservations }: Dependencies,
): Promise<ReservationPage> {
  if (orderIds) return { reservations: (await reservations.findMany(orderIds)).map(toReservationState) };
  const page = await audit.pageReservations(cursor);
  return {
    reservations: page.reservations.map(toReservationState),
    ...(page.nextCursor !== undefined && { nextCursor: page.nextCursor }),
  };
}

const toReservationState = ({ orderId, status, lineItems, changedAt }: Reservation) => ({
  orderId,
  status,
  lineItems: lineItems.map(({ productId, quantity }) => ({ productId, quantity })),
  changedAt,
});

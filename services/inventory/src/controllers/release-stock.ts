import type { CommandOf, ReleaseStock } from '#libs/contracts';
import type { ReservationRepository } from '../gateways/reservation-repository.ts';
import { returnUnits } from '../helpers/return-units.ts';
import { transitions } from '../models/reservation.ts';

interface Dependencies {
  readonly reservations: Pick<ReservationRepository, 'find' | 'decide' | 'returnUnits'>;
  readonly now: () => Date;
}

/** Releases the stock of an order. Without a reservation it stores a released one, which rejects a late `ReserveStock`. */
export async function releaseStock(
  { orderId }: CommandOf<typeof ReleaseStock>,
  { reservations, now }: Dependencies,
): Promise<void> {
  const changedAt = now().toISOString();
  const existing = await reservations.decide({ orderId, status: 'released', lineItems: [], changedAt });
  if (existing) await returnUnits(existing, transitions.release, { reservations });
}

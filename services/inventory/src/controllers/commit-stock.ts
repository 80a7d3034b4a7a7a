import type { CommandOf, CommitStock } from '#libs/contracts';
import { AppError } from '#libs/errors';
import type { ReservationRepository } from '../gateways/reservation-repository.ts';
import { log } from '../log-events.ts';
import { rejectTransition } from '../models/reservation.ts';

interface Dependencies {
  readonly reservations: Pick<ReservationRepository, 'commit'>;
}

/** Marks the reserved units as sold. The stock is unchanged: the units left it when they were reserved. */
export async function commitStock(
  { orderId }: CommandOf<typeof CommitStock>,
  { reservations }: Dependencies,
): Promise<void> {
  const existing = await reservations.commit(orderId);
  if (!existing) throw new AppError('not-found', 'reservation.not-found');
  if (existing === true) return log.info('reservation.transitioned', { orderId, status: 'committed' });
  if (existing.status !== 'committed') rejectTransition(existing, 'committed');
}

import type { EventOf, OrderCanceled } from '#libs/contracts';
import type { RedemptionRepository } from '../gateways/redemption-repository.ts';
import { log } from '../log-events.ts';

interface Dependencies {
  readonly redemptions: Pick<RedemptionRepository, 'returnAll'>;
}

/** Returns the redemptions of a canceled order. A repeated event changes nothing. */
export async function returnRedemptions(
  { data: { orderId } }: Pick<EventOf<typeof OrderCanceled>, 'data'>,
  { redemptions }: Dependencies,
): Promise<void> {
  if (await redemptions.returnAll(orderId)) log.info('discount.redemptions-returned', { orderId });
}

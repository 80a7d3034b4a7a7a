import type { CheckoutSubmitted, EventOf } from '#libs/contracts';
import type { Workflow } from '#libs/gateways';
import { log } from '../log-events.ts';
import { placementOf, type Placement } from '../models/placement.ts';

interface Dependencies {
  readonly placement: Workflow<Placement>;
}

/** One execution for each order, whose id is its name: an event that comes twice starts nothing. */
export async function startPlacement(
  event: EventOf<typeof CheckoutSubmitted>,
  { placement }: Dependencies,
): Promise<void> {
  const { orderId } = event.data;
  await placement.startOnce(orderId, placementOf(event));
  log.info('placement.started', { orderId });
}

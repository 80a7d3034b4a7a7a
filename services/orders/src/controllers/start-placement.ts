import type { CheckoutSubmitted, EventOf } from '#libs/contracts';
import type { Workflow } from '#libs/gateways';
import { log } from '../log-events.ts';
import { toPlacement, type Placement } from '../models/placement.ts';

interface Dependencies {
  readonly placement: Workflow<Placement>;
}

/** Starts one execution of the placement saga per order. Its name is the order id, so a repeated event starts nothing. */
export async function startPlacement(
  event: EventOf<typeof CheckoutSubmitted>,
  { placement }: Dependencies,
): Promise<void> {
  const { orderId } = event.data;
  await placement.startOnce(orderId, toPlacement(event));
  log.info('placement.started', { orderId });
}

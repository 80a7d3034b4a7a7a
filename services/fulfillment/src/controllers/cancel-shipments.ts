import type { CancelShipments, CommandOf } from '#libs/contracts';
import type { FulfillmentStore } from '../gateways/fulfillment-store.ts';
import { changeFulfillment } from '../helpers/change-fulfillment.ts';
import { log } from '../log-events.ts';
import { canceledAltogether, forestalled } from '../models/fulfillment.ts';

interface Dependencies {
  readonly store: Pick<FulfillmentStore, 'begin' | 'ofOrder' | 'save'>;
  readonly now: () => Date;
}

/**
 * Nothing of a canceled order is sent. One that nobody here has heard of yet is kept from being opened late.
 *
 * @throws AppError conflict `shipment.dispatched` when something was sent; then nothing changes
 */
export async function cancelShipments(
  { orderId, reason }: CommandOf<typeof CancelShipments>,
  { store, now }: Dependencies,
): Promise<void> {
  if (await store.begin(forestalled(orderId, now()))) return log.info('fulfillment.forestalled', { orderId });
  await changeFulfillment(orderId, (fulfillment) => canceledAltogether(fulfillment, reason, now()), {
    store,
  });
  log.info('fulfillment.canceled', { orderId });
}

import type { CancelShipments, CommandOf } from '#libs/contracts';
import type { FulfilmentStore } from '../gateways/fulfilment-store.ts';
import { changeFulfilment } from '../helpers/change-fulfilment.ts';
import { log } from '../log-events.ts';
import { cancelledAltogether, forestalled } from '../models/fulfilment.ts';

interface Needs {
  readonly store: Pick<FulfilmentStore, 'begin' | 'ofOrder' | 'save'>;
  readonly now: () => Date;
}

/**
 * Nothing of a cancelled order is sent. One that nobody here has heard of yet is kept from being opened late.
 *
 * @throws AppError conflict `shipment.dispatched` when something was sent; then nothing changes
 */
export async function cancelShipments(
  { orderId, reason }: CommandOf<typeof CancelShipments>,
  { store, now }: Needs,
): Promise<void> {
  if (await store.begin(forestalled(orderId, now()))) return log.info('fulfilment.forestalled', { orderId });
  await changeFulfilment(orderId, (fulfilment) => cancelledAltogether(fulfilment, reason, now()), { store });
  log.info('fulfilment.cancelled', { orderId });
}

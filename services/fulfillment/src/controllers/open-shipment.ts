import type { EventOf, OrderPlaced } from '#libs/contracts';
import type { FulfillmentStore } from '../gateways/fulfillment-store.ts';
import { log } from '../log-events.ts';
import { opened } from '../models/fulfillment.ts';

interface Dependencies {
  readonly store: Pick<FulfillmentStore, 'begin'>;
  readonly now: () => Date;
}

/** Once for each order: an event that comes again, or after the order was canceled, finds its record there. */
export async function openShipment(
  event: Pick<EventOf<typeof OrderPlaced>, 'data'>,
  { store, now }: Dependencies,
): Promise<void> {
  const isFirst = await store.begin(opened(event, now()));
  log.info(isFirst ? 'fulfillment.opened' : 'fulfillment.known', { orderId: event.data.orderId });
}

import type { EventOf, OrderPlaced } from '#libs/contracts';
import type { FulfilmentStore } from '../gateways/fulfilment-store.ts';
import { log } from '../log-events.ts';
import { opened } from '../models/fulfilment.ts';

interface Needs {
  readonly store: Pick<FulfilmentStore, 'begin'>;
  readonly now: () => Date;
}

/** Once for each order: an event that comes again, or after the order was cancelled, finds its record there. */
export async function openShipment(
  event: Pick<EventOf<typeof OrderPlaced>, 'data'>,
  { store, now }: Needs,
): Promise<void> {
  const isFirst = await store.begin(opened(event, now()));
  log.info(isFirst ? 'fulfilment.opened' : 'fulfilment.known', { orderId: event.data.orderId });
}

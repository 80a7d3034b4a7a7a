import type { EventOf, OrderPlaced } from '#libs/contracts';
import type { FulfillmentRepository } from '../gateways/fulfillment-repository.ts';
import { log } from '../log-events.ts';
import { openFulfillment } from '../models/fulfillment.ts';

interface Dependencies {
  readonly fulfillments: Pick<FulfillmentRepository, 'insert'>;
  readonly now: () => Date;
}

/** Opens one shipment per order. A repeated event, or one after the cancellation of the order, changes nothing. */
export async function openShipment(
  event: Pick<EventOf<typeof OrderPlaced>, 'data'>,
  { fulfillments, now }: Dependencies,
): Promise<void> {
  const isFirst = await fulfillments.insert(openFulfillment(event, now()));
  log.info(isFirst ? 'fulfillment.opened' : 'fulfillment.already-opened', { orderId: event.data.orderId });
}

import type { EventOf, OrderPlaced } from '#libs/contracts';
import type { FulfillmentRepository } from '../gateways/fulfillment-repository.ts';
import { changeFulfillment } from '../helpers/change-fulfillment.ts';
import { log } from '../log-events.ts';
import { openExpected, openFulfillment } from '../models/fulfillment.ts';

interface Dependencies {
  readonly fulfillments: Pick<FulfillmentRepository, 'get' | 'insert' | 'replace'>;
  readonly now: () => Date;
}

/**
 * Opens one shipment per order, on hold when the payment was refunded before. A repeated event, or one after the
 * cancellation of the order, changes nothing.
 */
export async function openShipment(
  event: Pick<EventOf<typeof OrderPlaced>, 'data'>,
  { fulfillments, now }: Dependencies,
): Promise<void> {
  const { orderId } = event.data;
  if (await fulfillments.insert(openFulfillment(event, now()))) {
    log.info('fulfillment.opened', { orderId });
    return;
  }
  let isExpected = false;
  await changeFulfillment(
    orderId,
    (fulfillment) => {
      isExpected = fulfillment.order.status === 'expected';
      return isExpected ? openExpected(fulfillment, event, now()) : fulfillment;
    },
    { fulfillments },
  );
  log.info(isExpected ? 'fulfillment.opened' : 'fulfillment.already-opened', { orderId });
}

import type { CancelShipments, CommandOf } from '#libs/contracts';
import type { FulfillmentRepository } from '../gateways/fulfillment-repository.ts';
import { changeFulfillment } from '../helpers/change-fulfillment.ts';
import { log } from '../log-events.ts';
import { cancelAll, newCanceledFulfillment } from '../models/fulfillment.ts';

interface Dependencies {
  readonly fulfillments: Pick<FulfillmentRepository, 'get' | 'insert' | 'replace'>;
  readonly now: () => Date;
}

/**
 * Cancels all shipments of an order. When its OrderPlaced has not arrived yet, the order is recorded as canceled, so
 * that no shipment is opened later.
 *
 * @throws AppError conflict `shipment.dispatched` when a shipment was dispatched; then nothing changes
 */
export async function cancelShipments(
  { orderId, reason }: CommandOf<typeof CancelShipments>,
  { fulfillments, now }: Dependencies,
): Promise<void> {
  const isUnknown = await fulfillments.insert(newCanceledFulfillment(orderId, now()));
  if (isUnknown) return log.info('fulfillment.blocked', { orderId });
  await changeFulfillment(orderId, (fulfillment) => cancelAll(fulfillment, reason, now()), {
    fulfillments,
  });
  log.info('fulfillment.canceled', { orderId });
}

import type { EventOf, PaymentRefunded } from '#libs/contracts';
import type { FulfillmentRepository } from '../gateways/fulfillment-repository.ts';
import { changeFulfillment } from '../helpers/change-fulfillment.ts';
import { log } from '../log-events.ts';
import { holdAll, newExpectedFulfillment } from '../models/fulfillment.ts';
import type { Hold } from '../models/hold.ts';

interface Dependencies {
  readonly fulfillments: Pick<FulfillmentRepository, 'get' | 'insert' | 'replace'>;
  readonly now: () => Date;
}

/**
 * Holds the shipments of an order whose payment was refunded in full. A partial refund holds nothing: the customer keeps
 * the goods. When OrderPlaced has not arrived yet, the hold is recorded for the shipment that it opens.
 */
export async function holdShipments(
  {
    data: { orderId, isFullyRefunded },
    occurredAt,
  }: Pick<EventOf<typeof PaymentRefunded>, 'data' | 'occurredAt'>,
  { fulfillments, now }: Dependencies,
): Promise<void> {
  if (!isFullyRefunded) return;
  const hold: Hold = { reason: 'payment-refunded', since: occurredAt };
  const isUnknown = await fulfillments.insert(newExpectedFulfillment(orderId, hold, now()));
  if (!isUnknown)
    await changeFulfillment(orderId, (fulfillment) => holdAll(fulfillment, hold), { fulfillments });
  log.info('fulfillment.held', { orderId });
}

import type { Versioned } from '#libs/gateways';
import type { CountName } from '#libs/logging';
import { requireVersion } from '#libs/models';
import type { FulfillmentRepository } from '../gateways/fulfillment-repository.ts';
import { log } from '../log-events.ts';
import { requireShipment, throwShipmentNotFound, type Fulfillment } from '../models/fulfillment.ts';
import type { Shipment, ShipmentStatus } from '../models/shipment.ts';
import { toShipmentView, type TransitionedShipmentView } from '../models/shipment-view.ts';
import { metrics } from '../metrics.ts';
import { changeFulfillment } from './change-fulfillment.ts';

interface Dependencies {
  readonly fulfillments: Pick<FulfillmentRepository, 'get' | 'replace' | 'getShipment'>;
}

/** A shipment and the ETag that the caller sent in If-Match. */
export interface ShipmentRef {
  readonly shipmentId: string;
  readonly ifMatch: string | undefined;
}

/**
 * Changes the status of one shipment.
 *
 * @throws AppError not-found `shipment.not-found`; conflict `shipment.{status}` when the transition is not allowed;
 *   precondition-failed `record.changed` when If-Match names another version
 */
export async function transitionShipment(
  { shipmentId, ifMatch }: ShipmentRef,
  transition: (fulfillment: Fulfillment) => Fulfillment,
  { fulfillments }: Dependencies,
): Promise<Versioned<TransitionedShipmentView>> {
  const { orderId } = (await fulfillments.getShipment(shipmentId)) ?? throwShipmentNotFound();
  let previousIds: readonly string[] = [];
  const after = await changeFulfillment(
    orderId,
    (fulfillment) => {
      requireVersion(requireShipment(fulfillment, shipmentId), ifMatch);
      previousIds = fulfillment.order.shipmentIds;
      return transition(fulfillment);
    },
    { fulfillments },
  );
  const shipment = requireShipment(after, shipmentId);
  const followUpShipmentId = after.order.shipmentIds.find((each) => !previousIds.includes(each));
  const transitionMetric = transitionMetrics[shipment.status];
  if (transitionMetric) metrics.count(transitionMetric);
  if (shipment.status === 'dispatched') metrics.measure('DispatchDuration', dispatchDuration(shipment));
  log.info('shipment.transitioned', { shipmentId, orderId, status: shipment.status, followUpShipmentId });
  return {
    ...toShipmentView(shipment),
    ...(followUpShipmentId !== undefined && { followUpShipmentId }),
    version: shipment.version,
  };
}

const transitionMetrics: Partial<Record<ShipmentStatus, CountName<typeof metrics.catalog>>> = {
  picked: 'ShipmentPicked',
  dispatched: 'ShipmentDispatched',
  delivered: 'ShipmentDelivered',
  canceled: 'ShipmentCanceled',
};

const dispatchDuration = ({ createdAt, dispatchedAt = createdAt }: Shipment): number =>
  Date.parse(dispatchedAt) - Date.parse(createdAt);

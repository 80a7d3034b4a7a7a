import { AppError } from '#libs/errors';
import type { Versioned } from '#libs/gateways';
import { requireVersion } from '#libs/models';
import type { FulfillmentStore } from '../gateways/fulfillment-store.ts';
import { log } from '../log-events.ts';
import type { CountName } from '#libs/logging';
import { metrics } from '../metrics.ts';
import { shipmentIn, type Fulfillment } from '../models/fulfillment.ts';
import type { Shipment, ShipmentStatus } from '../models/shipment.ts';
import { viewOf, type MovedShipmentView } from '../models/shipment-view.ts';
import { changeFulfillment } from './change-fulfillment.ts';

interface Dependencies {
  readonly store: Pick<FulfillmentStore, 'shipmentOf' | 'ofOrder' | 'save'>;
}

/** Which shipment a request means, and the version of it that its sender has seen. */
export interface ShipmentRef {
  readonly shipmentId: string;
  readonly ifMatch: string | undefined;
}

/**
 * Moves one shipment on.
 *
 * @throws AppError not-found `shipment.not-found`; conflict when it stands where the move is not legal;
 *   precondition-failed `record.changed` when the sender has seen another version
 */
export async function moveShipment(
  { shipmentId, ifMatch }: ShipmentRef,
  move: (fulfillment: Fulfillment) => Fulfillment,
  { store }: Dependencies,
): Promise<Versioned<MovedShipmentView>> {
  const { orderId } = (await store.shipmentOf(shipmentId)) ?? notFound();
  let known: readonly string[] = [];
  const after = await changeFulfillment(
    orderId,
    (fulfillment) => {
      requireVersion(shipmentIn(fulfillment, shipmentId), ifMatch);
      known = fulfillment.order.shipmentIds;
      return move(fulfillment);
    },
    { store },
  );
  const shipment = shipmentIn(after, shipmentId);
  const remainder = after.order.shipmentIds.find((each) => !known.includes(each));
  const moveMetric = metricOf[shipment.status];
  if (moveMetric) metrics.count(moveMetric);
  if (shipment.status === 'dispatched') metrics.measure('DispatchDuration', waited(shipment));
  log.info('shipment.moved', { shipmentId, orderId, status: shipment.status, remainder });
  return {
    ...viewOf(shipment),
    ...(remainder !== undefined && { remainderShipmentId: remainder }),
    version: shipment.version,
  };
}

const metricOf: Partial<Record<ShipmentStatus, CountName<typeof metrics.catalog>>> = {
  picked: 'ShipmentPicked',
  dispatched: 'ShipmentDispatched',
  delivered: 'ShipmentDelivered',
  canceled: 'ShipmentCanceled',
};

// Pieces that stayed behind are a shipment of their own from then on.
const waited = ({ createdAt, dispatchedAt = createdAt }: Shipment): number =>
  Date.parse(dispatchedAt) - Date.parse(createdAt);

export function notFound(): never {
  throw new AppError('not-found', 'shipment.not-found', { detail: 'There is no such shipment.' });
}

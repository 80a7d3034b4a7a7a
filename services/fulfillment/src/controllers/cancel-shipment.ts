import type { Versioned } from '#libs/gateways';
import type { FulfillmentRepository } from '../gateways/fulfillment-repository.ts';
import { transitionShipment, type ShipmentRef } from '../helpers/transition-shipment.ts';
import { replaceShipment } from '../models/fulfillment.ts';
import type { TransitionedShipmentView } from '../models/shipment-view.ts';

interface Dependencies {
  readonly fulfillments: Pick<FulfillmentRepository, 'get' | 'replace' | 'getShipment'>;
  readonly now: () => Date;
}

/** Cancels a shipment but not its order: a new pending shipment contains its line items. */
export const cancelShipment = (
  { reason, ...shipment }: ShipmentRef & { readonly reason: string },
  { fulfillments, now }: Dependencies,
): Promise<Versioned<TransitionedShipmentView>> =>
  transitionShipment(
    shipment,
    (fulfillment) => replaceShipment(fulfillment, shipment.shipmentId, reason, now()),
    { fulfillments },
  );

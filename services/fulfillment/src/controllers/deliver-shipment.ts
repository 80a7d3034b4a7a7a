import type { Versioned } from '#libs/gateways';
import type { FulfillmentRepository } from '../gateways/fulfillment-repository.ts';
import { transitionShipment, type ShipmentRef } from '../helpers/transition-shipment.ts';
import { deliver } from '../models/fulfillment.ts';
import type { TransitionedShipmentView } from '../models/shipment-view.ts';

interface Dependencies {
  readonly fulfillments: Pick<FulfillmentRepository, 'get' | 'replace' | 'getShipment'>;
  readonly now: () => Date;
}

export const deliverShipment = (
  shipment: ShipmentRef,
  { fulfillments, now }: Dependencies,
): Promise<Versioned<TransitionedShipmentView>> =>
  transitionShipment(shipment, (fulfillment) => deliver(fulfillment, shipment.shipmentId, now()), {
    fulfillments,
  });

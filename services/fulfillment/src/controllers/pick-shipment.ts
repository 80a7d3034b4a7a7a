import type { ProductQuantity } from '#libs/contracts';
import type { Versioned } from '#libs/gateways';
import type { FulfillmentRepository } from '../gateways/fulfillment-repository.ts';
import { transitionShipment, type ShipmentRef } from '../helpers/transition-shipment.ts';
import { pick } from '../models/fulfillment.ts';
import type { TransitionedShipmentView } from '../models/shipment-view.ts';

interface Dependencies {
  readonly fulfillments: Pick<FulfillmentRepository, 'get' | 'replace' | 'getShipment'>;
  readonly now: () => Date;
}

/** @param lineItems  the picked units; all of the shipment by default */
export const pickShipment = (
  { lineItems, ...shipment }: ShipmentRef & { readonly lineItems?: readonly ProductQuantity[] },
  { fulfillments, now }: Dependencies,
): Promise<Versioned<TransitionedShipmentView>> =>
  transitionShipment(shipment, (fulfillment) => pick(fulfillment, shipment.shipmentId, lineItems, now()), {
    fulfillments,
  });

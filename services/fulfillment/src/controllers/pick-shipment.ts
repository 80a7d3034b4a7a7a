import type { Versioned } from '#libs/gateways';
import type { FulfillmentStore } from '../gateways/fulfillment-store.ts';
import { moveShipment, type ShipmentRef } from '../helpers/move-shipment.ts';
import type { ProductQuantity } from '#libs/contracts';
import { picked } from '../models/fulfillment.ts';
import type { MovedShipmentView } from '../models/shipment-view.ts';

interface Dependencies {
  readonly store: Pick<FulfillmentStore, 'shipmentOf' | 'ofOrder' | 'save'>;
  readonly now: () => Date;
}

/** @param lineItems  what was found; without it all of the shipment */
export const pickShipment = (
  { lineItems, ...shipment }: ShipmentRef & { readonly lineItems?: readonly ProductQuantity[] },
  { store, now }: Dependencies,
): Promise<Versioned<MovedShipmentView>> =>
  moveShipment(shipment, (fulfillment) => picked(fulfillment, shipment.shipmentId, lineItems, now()), {
    store,
  });

import type { Versioned } from '#libs/gateways';
import type { FulfillmentStore } from '../gateways/fulfillment-store.ts';
import { moveShipment, type ShipmentRef } from '../helpers/move-shipment.ts';
import { delivered } from '../models/fulfillment.ts';
import type { MovedShipmentView } from '../models/shipment-view.ts';

interface Dependencies {
  readonly store: Pick<FulfillmentStore, 'shipmentOf' | 'ofOrder' | 'save'>;
  readonly now: () => Date;
}

export const deliverShipment = (
  shipment: ShipmentRef,
  { store, now }: Dependencies,
): Promise<Versioned<MovedShipmentView>> =>
  moveShipment(shipment, (fulfillment) => delivered(fulfillment, shipment.shipmentId, now()), { store });

import type { Versioned } from '#libs/gateways';
import type { FulfillmentStore } from '../gateways/fulfillment-store.ts';
import { moveShipment, type ShipmentRef } from '../helpers/move-shipment.ts';
import { replaced } from '../models/fulfillment.ts';
import type { MovedShipmentView } from '../models/shipment-view.ts';

interface Dependencies {
  readonly store: Pick<FulfillmentStore, 'shipmentOf' | 'ofOrder' | 'save'>;
  readonly now: () => Date;
}

/** The order still stands: a new shipment takes the pieces over. */
export const cancelShipment = (
  { reason, ...shipment }: ShipmentRef & { readonly reason: string },
  { store, now }: Dependencies,
): Promise<Versioned<MovedShipmentView>> =>
  moveShipment(shipment, (fulfillment) => replaced(fulfillment, shipment.shipmentId, reason, now()), {
    store,
  });

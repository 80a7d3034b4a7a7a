import type { Versioned } from '#libs/gateways';
import type { FulfilmentStore } from '../gateways/fulfilment-store.ts';
import { moveShipment, type ShipmentRef } from '../helpers/move-shipment.ts';
import type { ProductQuantity } from '#libs/contracts';
import { picked } from '../models/fulfilment.ts';
import type { MovedShipmentView } from '../models/shipment-view.ts';

interface Needs {
  readonly store: Pick<FulfilmentStore, 'shipmentOf' | 'ofOrder' | 'save'>;
  readonly now: () => Date;
}

/** @param lineItems  what was found; without it all of the shipment */
export const pickShipment = (
  { lineItems, ...shipment }: ShipmentRef & { readonly lineItems?: readonly ProductQuantity[] },
  { store, now }: Needs,
): Promise<Versioned<MovedShipmentView>> =>
  moveShipment(shipment, (fulfilment) => picked(fulfilment, shipment.shipmentId, lineItems, now()), {
    store,
  });

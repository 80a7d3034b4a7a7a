import type { Versioned } from '#libs/gateways';
import type { FulfilmentStore } from '../gateways/fulfilment-store.ts';
import { moveShipment, type ShipmentRef } from '../helpers/move-shipment.ts';
import { delivered } from '../models/fulfilment.ts';
import type { MovedShipmentView } from '../models/shipment-view.ts';

interface Needs {
  readonly store: Pick<FulfilmentStore, 'shipmentOf' | 'ofOrder' | 'save'>;
  readonly now: () => Date;
}

export const deliverShipment = (
  shipment: ShipmentRef,
  { store, now }: Needs,
): Promise<Versioned<MovedShipmentView>> =>
  moveShipment(shipment, (fulfilment) => delivered(fulfilment, shipment.shipmentId, now()), { store });

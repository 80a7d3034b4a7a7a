import type { Versioned } from '#libs/gateways';
import type { FulfilmentStore } from '../gateways/fulfilment-store.ts';
import { moveShipment, type ShipmentRef } from '../helpers/move-shipment.ts';
import { replaced } from '../models/fulfilment.ts';
import type { MovedShipmentView } from '../models/shipment-view.ts';

interface Needs {
  readonly store: Pick<FulfilmentStore, 'shipmentOf' | 'ofOrder' | 'save'>;
  readonly now: () => Date;
}

/** The order still stands: a new shipment takes the pieces over. */
export const cancelShipment = (
  { reason, ...shipment }: ShipmentRef & { readonly reason: string },
  { store, now }: Needs,
): Promise<Versioned<MovedShipmentView>> =>
  moveShipment(shipment, (fulfilment) => replaced(fulfilment, shipment.shipmentId, reason, now()), { store });

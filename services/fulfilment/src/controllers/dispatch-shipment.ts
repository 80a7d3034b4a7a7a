import type { Versioned } from '#libs/gateways';
import type { FulfilmentStore } from '../gateways/fulfilment-store.ts';
import { moveShipment, type ShipmentRef } from '../helpers/move-shipment.ts';
import { dispatched, type Dispatch } from '../models/fulfilment.ts';
import type { MovedShipmentView } from '../models/shipment-view.ts';

interface Needs {
  readonly store: Pick<FulfilmentStore, 'shipmentOf' | 'ofOrder' | 'save'>;
  readonly now: () => Date;
}

export const dispatchShipment = (
  { shipmentId, ifMatch, ...dispatch }: ShipmentRef & Dispatch,
  { store, now }: Needs,
): Promise<Versioned<MovedShipmentView>> =>
  moveShipment({ shipmentId, ifMatch }, (fulfilment) => dispatched(fulfilment, shipmentId, dispatch, now()), {
    store,
  });

import type { Versioned } from '#libs/gateways';
import type { FulfillmentStore } from '../gateways/fulfillment-store.ts';
import { moveShipment, type ShipmentRef } from '../helpers/move-shipment.ts';
import { dispatched, type Dispatch } from '../models/fulfillment.ts';
import type { MovedShipmentView } from '../models/shipment-view.ts';

interface Dependencies {
  readonly store: Pick<FulfillmentStore, 'shipmentOf' | 'ofOrder' | 'save'>;
  readonly now: () => Date;
}

export const dispatchShipment = (
  { shipmentId, ifMatch, ...dispatch }: ShipmentRef & Dispatch,
  { store, now }: Dependencies,
): Promise<Versioned<MovedShipmentView>> =>
  moveShipment(
    { shipmentId, ifMatch },
    (fulfillment) => dispatched(fulfillment, shipmentId, dispatch, now()),
    {
      store,
    },
  );

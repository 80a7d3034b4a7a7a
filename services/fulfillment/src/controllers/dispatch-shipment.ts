import type { Versioned } from '#libs/gateways';
import type { FulfillmentRepository } from '../gateways/fulfillment-repository.ts';
import { transitionShipment, type ShipmentRef } from '../helpers/transition-shipment.ts';
import { dispatch, type Dispatch } from '../models/fulfillment.ts';
import type { TransitionedShipmentView } from '../models/shipment-view.ts';

interface Dependencies {
  readonly fulfillments: Pick<FulfillmentRepository, 'get' | 'replace' | 'getShipment'>;
  readonly now: () => Date;
}

export const dispatchShipment = (
  { shipmentId, ifMatch, ...details }: ShipmentRef & Dispatch,
  { fulfillments, now }: Dependencies,
): Promise<Versioned<TransitionedShipmentView>> =>
  transitionShipment(
    { shipmentId, ifMatch },
    (fulfillment) => dispatch(fulfillment, shipmentId, details, now()),
    { fulfillments },
  );

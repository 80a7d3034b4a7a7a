import type { Versioned } from '#libs/gateways';
import type { FulfillmentStore } from '../gateways/fulfillment-store.ts';
import { notFound } from '../helpers/move-shipment.ts';
import type { Shipment } from '../models/shipment.ts';

interface Dependencies {
  readonly store: Pick<FulfillmentStore, 'shipmentOf'>;
}

export const getShipment = async (
  shipmentId: string,
  { store }: Dependencies,
): Promise<Versioned<Shipment>> => (await store.shipmentOf(shipmentId)) ?? notFound();

import type { Versioned } from '#libs/gateways';
import type { FulfillmentRepository } from '../gateways/fulfillment-repository.ts';
import { throwShipmentNotFound } from '../models/fulfillment.ts';
import type { Shipment } from '../models/shipment.ts';

interface Dependencies {
  readonly fulfillments: Pick<FulfillmentRepository, 'getShipment'>;
}

export const getShipment = async (
  shipmentId: string,
  { fulfillments }: Dependencies,
): Promise<Versioned<Shipment>> => (await fulfillments.getShipment(shipmentId)) ?? throwShipmentNotFound();

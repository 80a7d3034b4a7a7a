import type { Versioned } from '#libs/gateways';
import type { Fulfillment } from '../models/fulfillment.ts';
import type { Shipment } from '../models/shipment.ts';

/**
 * The shipments of a fulfillment after a move, each in the version that it is to be written in.
 *
 * @returns all of them, and those that are new or changed: what a move left alone is the same object
 */
export function versionsAfter(
  before: Fulfillment<Versioned<Shipment>>,
  after: Fulfillment,
): { shipments: Versioned<Shipment>[]; changed: Versioned<Shipment>[] } {
  const known = new Map(before.shipments.map((shipment) => [shipment.shipmentId, shipment]));
  const shipments = after.shipments.map((shipment) => {
    const earlier = known.get(shipment.shipmentId);
    return earlier === shipment ? earlier : { ...shipment, version: (earlier?.version ?? 0) + 1 };
  });
  return { shipments, changed: shipments.filter((each) => each !== known.get(each.shipmentId)) };
}

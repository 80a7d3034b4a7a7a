import type { Versioned } from '#libs/gateways';
import type { Fulfillment } from '../models/fulfillment.ts';
import type { Shipment } from '../models/shipment.ts';

/**
 * Numbers the shipments of a changed fulfillment. An unchanged shipment is the same object before and after.
 *
 * @returns all shipments with their new versions, and those that are new or changed
 */
export function nextVersions(
  before: Fulfillment<Versioned<Shipment>>,
  after: Fulfillment,
): { shipments: Versioned<Shipment>[]; changed: Versioned<Shipment>[] } {
  const known = new Map(before.shipments.map((shipment) => [shipment.shipmentId, shipment]));
  const shipments = after.shipments.map((shipment) => {
    const previous = known.get(shipment.shipmentId);
    return previous === shipment ? previous : { ...shipment, version: (previous?.version ?? 0) + 1 };
  });
  return { shipments, changed: shipments.filter((each) => each !== known.get(each.shipmentId)) };
}

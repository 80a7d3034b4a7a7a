import { AppError } from '#libs/errors';
import type { Versioned } from '#libs/gateways';
import { derivedId } from '#libs/models';
import { inMemoryRecordRepository } from '#libs/testing';
import type { FulfillmentRepository, VersionedFulfillment } from '../src/gateways/fulfillment-repository.ts';
import { nextVersions } from '../src/gateways/next-versions.ts';
import type { FulfillmentOrder } from '../src/models/fulfillment.ts';
import type { Shipment } from '../src/models/shipment.ts';

/** It passes the same contract test as the DynamoDB repository. */
export function inMemoryFulfillmentRepository(): FulfillmentRepository {
  const orders = new Map<string, Versioned<FulfillmentOrder>>();
  const shipments = inMemoryRecordRepository<Shipment>(['shipmentId'], { byStatus: 'shipmentId' });

  async function write(order: Versioned<FulfillmentOrder>, changed: readonly Versioned<Shipment>[]) {
    orders.set(order.orderId, structuredClone(order));
    for (const { version, ...shipment } of changed)
      await (version === 1
        ? shipments.insert(shipment)
        : shipments.replace({ ...shipment, version: version - 1 }));
  }

  return {
    async get(orderId): Promise<VersionedFulfillment | undefined> {
      const record = structuredClone(orders.get(orderId));
      if (!record) {
        const shipmentId = derivedId('shp', orderId);
        const first = await shipments.get({ shipmentId });
        const order = { orderId, status: 'open' as const, shipmentIds: [shipmentId] };
        return first && { order, shipments: [first], version: 0 };
      }
      const { version, ...order } = record;
      const all = order.shipmentIds.map((shipmentId) => shipments.get({ shipmentId }));
      return { order, version, shipments: (await Promise.all(all)) as Versioned<Shipment>[] };
    },

    async insert({ order, shipments: [first] }) {
      const isOpened = (await shipments.get({ shipmentId: derivedId('shp', order.orderId) })) !== undefined;
      if (orders.has(order.orderId) || isOpened) return false;
      if (first) await shipments.insert(first);
      else await write({ ...order, version: 1 }, []);
      return true;
    },

    async replace(before, after) {
      const isCurrent = (orders.get(before.order.orderId)?.version ?? 0) === before.version;
      if (!isCurrent) throw new AppError('conflict', 'record.changed');
      const version = before.version + 1;
      const { shipments: all, changed } = nextVersions(before, after);
      await write({ ...after.order, version }, changed);
      return { order: after.order, shipments: all, version };
    },

    getShipment: (shipmentId) => shipments.get({ shipmentId }),
    listShipments: (query) => shipments.list(query),
  };
}

import { AppError } from '#libs/errors';
import type { Versioned } from '#libs/gateways';
import { inMemoryRecordRepository } from '#libs/testing';
import { versionsAfter } from '../src/gateways/changes.ts';
import type { FulfillmentStore, KeptFulfillment } from '../src/gateways/fulfillment-store.ts';
import type { Fulfillment, OrderRecord } from '../src/models/fulfillment.ts';
import type { Shipment } from '../src/models/shipment.ts';

/** Shipments in memory; it passes the same contract test as the store on DynamoDB. */
export function inMemoryFulfillmentStore(): FulfillmentStore {
  const orders = new Map<string, Versioned<OrderRecord>>();
  const shipments = inMemoryRecordRepository<Shipment>(['shipmentId'], {
    byStatus: 'shipmentId',
    byOrder: 'shipmentId',
  });

  async function write(order: Versioned<OrderRecord>, changed: readonly Versioned<Shipment>[]) {
    orders.set(order.orderId, structuredClone(order));
    for (const { version, ...shipment } of changed)
      await (version === 1
        ? shipments.insert(shipment)
        : shipments.replace({ ...shipment, version: version - 1 }));
  }

  return {
    shipmentOf: (shipmentId) => shipments.get({ shipmentId }),
    list: (query) => shipments.list(query),

    async ofOrder(orderId): Promise<KeptFulfillment | undefined> {
      const record = structuredClone(orders.get(orderId));
      if (!record) return undefined;
      const { version, ...order } = record;
      const all = order.shipmentIds.map((shipmentId) => shipments.get({ shipmentId }));
      return { order, version, shipments: (await Promise.all(all)) as Versioned<Shipment>[] };
    },

    async begin(fulfillment: Fulfillment) {
      if (orders.has(fulfillment.order.orderId)) return false;
      const { changed } = versionsAfter({ ...fulfillment, shipments: [] }, fulfillment);
      await write({ ...fulfillment.order, version: 1 }, changed);
      return true;
    },

    async save(before, after) {
      const isCurrent = orders.get(before.order.orderId)?.version === before.version;
      if (!isCurrent) throw new AppError('conflict', 'record.changed');
      const version = before.version + 1;
      const { shipments: all, changed } = versionsAfter(before, after);
      await write({ ...after.order, version }, changed);
      return { order: after.order, shipments: all, version };
    },
  };
}

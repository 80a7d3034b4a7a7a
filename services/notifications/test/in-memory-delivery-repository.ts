import { inMemoryRecordRepository } from '#libs/testing';
import { deliveryOperations, searchCursors } from '../src/gateways/dynamodb-delivery-repository.ts';
import type { DeliveryRepository } from '../src/gateways/delivery-repository.ts';
import type { Delivery } from '../src/models/delivery.ts';

/** Passes the same contract test as `dynamoDbDeliveryRepository`. */
export function inMemoryDeliveryRepository(): DeliveryRepository & { all(): Delivery[] } {
  const records = inMemoryRecordRepository<Delivery>(['endpointId', 'deliveryId'], {
    due: 'dueAt',
    waiting: 'deliveryId',
  });
  return {
    ...deliveryOperations(records),
    all: records.records,
    async search(endpointId, search) {
      const { status, type, first, last, limit, cursor } = search;
      const cursors = searchCursors('memory', endpointId, search);
      const before = cursor === undefined ? undefined : String(cursors.open(cursor)['deliveryId']);
      const found = records
        .records()
        .filter((delivery) => delivery.endpointId === endpointId)
        .filter((delivery) => status === undefined || delivery.status === status)
        .filter((delivery) => type === undefined || delivery.type === type)
        .filter(({ deliveryId }) => deliveryId >= first && deliveryId <= last)
        .filter(({ deliveryId }) => before === undefined || deliveryId < before)
        .toSorted((a, b) => (a.deliveryId < b.deliveryId ? 1 : -1));
      const items = found.slice(0, limit);
      if (found.length <= limit) return { items };
      const { deliveryId } = items.at(-1)!;
      return { items, nextCursor: cursors.seal({ deliveryId }) };
    },
  };
}

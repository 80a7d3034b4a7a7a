import { inMemoryRecordRepository } from '#libs/testing';
import { decodeCursor, encodeCursor } from '#libs/models';
import { deliveryRecords } from '../src/gateways/dynamodb-delivery-log.ts';
import type { DeliveryLog } from '../src/gateways/delivery-log.ts';
import type { Delivery } from '../src/models/delivery.ts';

/** The log in memory; it passes the same contract test as the one on DynamoDB. */
export function inMemoryDeliveryLog(): DeliveryLog & { all(): Delivery[] } {
  const records = inMemoryRecordRepository<Delivery>(['endpointId', 'deliveryId'], {
    due: 'dueAt',
    waiting: 'deliveryId',
  });
  return {
    ...deliveryRecords(records),
    all: records.records,
    async search(endpointId, { status, type, first, last, limit, cursor }) {
      const before = cursor === undefined ? undefined : String(decodeCursor(cursor)['deliveryId']);
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
      return { items, nextCursor: encodeCursor({ endpointId, deliveryId }) };
    },
  };
}

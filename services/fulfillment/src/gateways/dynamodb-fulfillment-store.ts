import { AppError } from '#libs/errors';
import {
  documentClient,
  dynamoDbRecordRepository,
  transact,
  withoutWriteMetadata,
  type Versioned,
  type Write,
} from '#libs/gateways';
import { correlationId } from '#libs/logging';
import { BatchGetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Fulfillment, OrderRecord } from '../models/fulfillment.ts';
import type { Shipment } from '../models/shipment.ts';
import { versionsAfter } from './changes.ts';
import type { FulfillmentStore } from './fulfillment-store.ts';

interface Tables {
  readonly orders?: string;
  readonly shipments: string;
}

// A table answers a read of 50 small records whole unless it is throttled; each try asks for the rest.
const MAX_READS = 5;

/** On DynamoDB. A function names the tables that its use case touches, and its role allows those. */
export function dynamoDbFulfillmentStore(
  { orders = '', shipments }: Tables,
  client: DynamoDBDocumentClient = documentClient(),
): FulfillmentStore {
  const orderTable = dynamoDbRecordRepository<OrderRecord>(orders, ['orderId'], client);
  const shipmentTable = dynamoDbRecordRepository<Shipment>(shipments, ['shipmentId'], client);

  const put = (table: string, record: Versioned<object>): Write => ({
    Put: {
      TableName: table,
      Item: { ...record, correlationId: correlationId() },
      ...writtenOnce(table === orders ? 'orderId' : 'shipmentId', record.version),
    },
  });
  const write = (order: Versioned<OrderRecord>, changed: readonly Versioned<Shipment>[]) =>
    transact(client, 'fulfillment.busy', [
      put(orders, order),
      ...changed.map((shipment) => put(shipments, shipment)),
    ]);

  async function shipmentsBy(shipmentIds: readonly string[]): Promise<Versioned<Shipment>[]> {
    const found = new Map<string, Versioned<Shipment>>();
    let keys: Record<string, unknown>[] = shipmentIds.map((shipmentId) => ({ shipmentId }));
    for (let reads = 0; keys.length > 0; reads++) {
      if (reads === MAX_READS)
        throw new AppError('unavailable', 'fulfillment.busy', { retryAfterSeconds: 1 });
      const request = { [shipments]: { Keys: keys, ConsistentRead: true } };
      const { Responses, UnprocessedKeys } = await client.send(
        new BatchGetCommand({ RequestItems: request }),
      );
      for (const item of Responses?.[shipments] ?? [])
        found.set(String(item['shipmentId']), withoutWriteMetadata<Shipment>(item));
      keys = UnprocessedKeys?.[shipments]?.Keys ?? [];
    }
    return shipmentIds.flatMap((shipmentId) => found.get(shipmentId) ?? []);
  }

  return {
    shipmentOf: (shipmentId) => shipmentTable.get({ shipmentId }),
    list: (query) => shipmentTable.list(query),

    async ofOrder(orderId) {
      const record = await orderTable.get({ orderId });
      if (!record) return undefined;
      const { version, ...order } = record;
      return { order, shipments: await shipmentsBy(order.shipmentIds), version };
    },

    async begin(fulfillment) {
      const { changed } = versionsAfter({ ...fulfillment, shipments: [] }, fulfillment);
      const failures = await write({ ...fulfillment.order, version: 1 }, changed);
      return failures.length === 0;
    },

    async save(before, after: Fulfillment) {
      const version = before.version + 1;
      const { shipments: all, changed } = versionsAfter(before, after);
      const failures = await write({ ...after.order, version }, changed);
      if (failures.length > 0) throw new AppError('conflict', 'record.changed');
      return { order: after.order, shipments: all, version };
    },
  };
}

/** The condition under which a version follows the one before it. */
const writtenOnce = (key: string, version: number) =>
  version === 1
    ? {
        ConditionExpression: 'attribute_not_exists(#key)',
        ExpressionAttributeNames: { '#key': key },
      }
    : {
        ConditionExpression: '#version = :seen',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':seen': version - 1 },
      };

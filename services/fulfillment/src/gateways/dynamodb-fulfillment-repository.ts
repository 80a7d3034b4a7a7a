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
import { derivedId } from '#libs/models';
import type { DynamoDbClient } from '#libs/aws';
import type { FulfillmentOrder } from '../models/fulfillment.ts';
import type { Shipment } from '../models/shipment.ts';
import type { FulfillmentRepository, VersionedFulfillment } from './fulfillment-repository.ts';
import { nextVersions } from './next-versions.ts';

interface Tables {
  readonly orders?: string;
  readonly shipments: string;
}

// DynamoDB only leaves keys of such a small batch unprocessed when it throttles.
const MAX_BATCH_READS = 5;

/** @param tables  the tables that the function may access; `orders` is only needed to read or write a fulfillment */
export function dynamoDbFulfillmentRepository(
  { orders = '', shipments }: Tables,
  client: DynamoDbClient = documentClient(),
): FulfillmentRepository {
  const orderRecords = dynamoDbRecordRepository<FulfillmentOrder>(orders, ['orderId'], client);
  const shipmentRecords = dynamoDbRecordRepository<Shipment>(shipments, ['shipmentId'], client);

  const put = (table: string, record: Versioned<object>): Write => ({
    Put: {
      TableName: table,
      Item: { ...record, correlationId: correlationId() },
      ...versionCondition(table === orders ? 'orderId' : 'shipmentId', record.version),
    },
  });
  const write = (order: Versioned<FulfillmentOrder>, changed: readonly Versioned<Shipment>[]) =>
    transact(client, 'fulfillment.busy', [
      put(orders, order),
      ...changed.map((shipment) => put(shipments, shipment)),
    ]);

  async function getShipments(shipmentIds: readonly string[]): Promise<Versioned<Shipment>[]> {
    const found = new Map<string, Versioned<Shipment>>();
    let keys: Record<string, unknown>[] = shipmentIds.map((shipmentId) => ({ shipmentId }));
    for (let reads = 0; keys.length > 0; reads++) {
      if (reads === MAX_BATCH_READS)
        throw new AppError('unavailable', 'fulfillment.busy', { retryAfterSeconds: 1 });
      const request = { [shipments]: { Keys: keys, ConsistentRead: true } };
      const { Responses, UnprocessedKeys } = await client.batchGet({ RequestItems: request });
      for (const item of Responses?.[shipments] ?? [])
        if (!isPlaceholder(item)) found.set(String(item['shipmentId']), withoutWriteMetadata<Shipment>(item));
      keys = UnprocessedKeys?.[shipments]?.Keys ?? [];
    }
    return shipmentIds.flatMap((shipmentId) => found.get(shipmentId) ?? []);
  }

  /** If the order was changed since its item was read, the returned version is outdated, as after any read. */
  async function getUnchanged(orderId: string): Promise<VersionedFulfillment | undefined> {
    const shipmentIds = [derivedId('shp', orderId)];
    const found = await getShipments(shipmentIds);
    return found.length === 0
      ? undefined
      : { order: { orderId, status: 'open', shipmentIds }, shipments: found, version: 0 };
  }

  async function open(shipment: Shipment): Promise<boolean> {
    try {
      await shipmentRecords.insert(shipment);
      return true;
    } catch (error) {
      if (error instanceof AppError && error.code === 'record.exists') return false;
      throw error;
    }
  }

  /** The placeholder takes the key of the first shipment, so that it is not opened. */
  async function block(order: FulfillmentOrder): Promise<boolean> {
    const placeholder = { shipmentId: derivedId('shp', order.orderId), expiresAt: order.expiresAt };
    const failures = await transact(client, 'fulfillment.busy', [
      put(orders, { ...order, version: 1 }),
      {
        Put: {
          TableName: shipments,
          Item: { ...placeholder, correlationId: correlationId() },
          ConditionExpression: 'attribute_not_exists(shipmentId)',
        },
      },
    ]);
    return failures.length === 0;
  }

  return {
    async get(orderId) {
      const record = await orderRecords.get({ orderId });
      if (!record) return getUnchanged(orderId);
      const { version, ...order } = record;
      return { order, shipments: await getShipments(order.shipmentIds), version };
    },

    insert: ({ order, shipments: [first] }) => (first ? open(first) : block(order)),

    async replace(before, after) {
      const version = before.version + 1;
      const { shipments: all, changed } = nextVersions(before, after);
      const failures = await write({ ...after.order, version }, changed);
      if (failures.length > 0) throw new AppError('conflict', 'record.changed');
      return { order: after.order, shipments: all, version };
    },

    async getShipment(shipmentId) {
      const shipment = await shipmentRecords.get({ shipmentId });
      return shipment && isPlaceholder(shipment) ? undefined : shipment;
    },
    listShipments: (query) => shipmentRecords.list(query),
  };
}

/** A placeholder has no order id, so that it is in no index. */
const isPlaceholder = (item: object): boolean => !('orderId' in item);

/** Requires that the item does not exist (version 1) or has the previous version. A placeholder has no version. */
const versionCondition = (key: string, version: number) =>
  version === 1
    ? {
        ConditionExpression: 'attribute_not_exists(#key) OR attribute_not_exists(#version)',
        ExpressionAttributeNames: { '#key': key, '#version': 'version' },
      }
    : {
        ConditionExpression: '#version = :seen',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':seen': version - 1 },
      };

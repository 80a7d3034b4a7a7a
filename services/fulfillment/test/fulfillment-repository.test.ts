import { beforeAll, describe, expect, it } from '@jest/globals';
import { conflictingDynamoDb, purchaseEvents, runningCloud, waitUntil } from '#libs/testing';
import { dynamoDbFulfillmentRepository } from '../src/gateways/dynamodb-fulfillment-repository.ts';
import type { FulfillmentRepository } from '../src/gateways/fulfillment-repository.ts';
import { cancelAll, holdAll, openFulfillment, pick } from '../src/models/fulfillment.ts';
import { inMemoryFulfillmentRepository } from './in-memory-fulfillment-repository.ts';

let onDynamoDb: FulfillmentRepository;

beforeAll(async () => {
  const cloud = runningCloud();
  const [orders, shipments] = await Promise.all(
    ['FulfillmentOrdersTable', 'ShipmentsTable'].map((table) => cloud.ref('fulfillment', table)),
  );
  onDynamoDb = dynamoDbFulfillmentRepository(
    { orders: orders!, shipments: shipments! },
    conflictingDynamoDb(),
  );
});

describe.each<[string, () => FulfillmentRepository]>([
  ['on DynamoDB with conflicts', () => onDynamoDb],
  ['in memory', () => inMemoryFulfillmentRepository()],
])('fulfillment repository %s', (_, open) => {
  const now = new Date('2030-01-01T12:00:00.000Z');

  async function setup() {
    const fulfillments = open();
    const { data } = purchaseEvents().placed;
    const fulfillment = openFulfillment({ data }, now);
    expect(await fulfillments.insert(fulfillment)).toBe(true);
    const shipmentId = fulfillment.order.shipmentIds[0]!;
    return { fulfillments, data, orderId: data.orderId, fulfillment, shipmentId };
  }

  it('returns undefined for an unknown order and shipment', async () => {
    const { data } = purchaseEvents().placed;
    expect(await open().get(data.orderId)).toBeUndefined();
    expect(await open().getShipment('shp_0')).toBeUndefined();
  });

  it('inserts once per order', async () => {
    const { fulfillments, data, orderId, fulfillment, shipmentId } = await setup();
    expect(await fulfillments.insert(openFulfillment({ data }, now))).toBe(false);
    const [shipment] = fulfillment.shipments;
    expect(await fulfillments.get(orderId)).toEqual({
      order: fulfillment.order,
      shipments: [{ ...shipment, version: 1 }],
      version: 1,
    });
    expect(await fulfillments.getShipment(shipmentId)).toEqual({ ...shipment, version: 1 });
  });

  it('writes changed and new shipments and increments only their versions', async () => {
    const { fulfillments, data, orderId, shipmentId } = await setup();
    const { productId } = data.lineItems[0]!;
    const before = (await fulfillments.get(orderId))!;
    const split = await fulfillments.replace(
      before,
      pick(before, shipmentId, [{ productId, quantity: 1 }], now),
    );
    expect(await fulfillments.get(orderId)).toEqual(split);
    expect(split.shipments.map(({ status, version }) => [status, version])).toEqual([
      ['picked', 2],
      ['pending', 1],
    ]);
    const followUpId = split.order.shipmentIds[1]!;
    const complete = await fulfillments.replace(split, pick(split, followUpId, undefined, now));
    expect(complete).toMatchObject({ version: 3, shipments: [{ version: 2 }, { version: 2 }] });
    expect(await fulfillments.get(orderId)).toEqual(complete);
  });

  it('accepts one of two concurrent changes of the same version', async () => {
    const { fulfillments, orderId, shipmentId } = await setup();
    const before = (await fulfillments.get(orderId))!;
    const results = await Promise.allSettled([
      fulfillments.replace(before, pick(before, shipmentId, undefined, now)),
      fulfillments.replace(before, cancelAll(before, 'too late', now)),
    ]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const conflict = results.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    expect(conflict.reason).toMatchObject({ kind: 'conflict', code: 'record.changed' });
    expect(await fulfillments.get(orderId)).toMatchObject({ version: 2 });
  });

  it('accepts either a pick or a hold of the same version', async () => {
    const { fulfillments, orderId, shipmentId } = await setup();
    const hold = { reason: 'payment-refunded' as const, since: now.toISOString() };
    const before = (await fulfillments.get(orderId))!;
    const results = await Promise.allSettled([
      fulfillments.replace(before, holdAll(before, hold)),
      fulfillments.replace(before, pick(before, shipmentId, undefined, now)),
    ]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const [after] = (await fulfillments.get(orderId))!.shipments;
    expect(after!.hold === undefined).toBe(after!.status === 'picked');
  });

  it('lists by order and by status, oldest first, in pages', async () => {
    const { fulfillments, data, orderId, shipmentId } = await setup();
    const { productId } = data.lineItems[0]!;
    const before = (await fulfillments.get(orderId))!;
    const later = new Date(now.getTime() + 60_000);
    const split = await fulfillments.replace(
      before,
      pick(before, shipmentId, [{ productId, quantity: 1 }], later),
    );

    const byOrder = { index: 'byOrder', partition: { orderId }, limit: 1 };
    const first = await waitUntil(async () => {
      const page = await fulfillments.listShipments(byOrder);
      return page.nextCursor ? page : undefined;
    });
    const second = await fulfillments.listShipments({ ...byOrder, cursor: first.nextCursor! });
    expect([...first.items, ...second.items]).toEqual(split.shipments);

    const inStatus = await fulfillments.listShipments({
      index: 'byStatus',
      partition: { status: 'picked' },
      limit: 100,
    });
    expect(inStatus.items.map((shipment) => shipment.shipmentId)).toContain(shipmentId);
  });
});

import { beforeAll, describe, expect, it } from '@jest/globals';
import { purchaseEvents, runningCloud, waitUntil } from '#libs/testing';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoDbFulfillmentStore } from '../src/gateways/dynamodb-fulfillment-store.ts';
import type { FulfillmentStore } from '../src/gateways/fulfillment-store.ts';
import { canceledAltogether, opened, picked } from '../src/models/fulfillment.ts';
import { inMemoryFulfillmentStore } from './in-memory-fulfillment-store.ts';

let onDynamoDb: FulfillmentStore;

beforeAll(async () => {
  const cloud = runningCloud();
  const [orders, shipments] = await Promise.all(
    ['FulfillmentOrdersTable', 'ShipmentsTable'].map((table) => cloud.ref('fulfillment', table)),
  );
  onDynamoDb = dynamoDbFulfillmentStore(
    { orders: orders!, shipments: shipments! },
    DynamoDBDocumentClient.from(new DynamoDBClient(cloud.clientConfig)),
  );
});

describe.each<[string, () => FulfillmentStore]>([
  ['on DynamoDB', () => onDynamoDb],
  ['in memory', () => inMemoryFulfillmentStore()],
])('a fulfillment store %s', (_, open) => {
  const now = new Date('2030-01-01T12:00:00.000Z');

  async function begun() {
    const store = open();
    const { data } = purchaseEvents().placed;
    const fulfillment = opened({ data }, now);
    expect(await store.begin(fulfillment)).toBe(true);
    const shipmentId = fulfillment.order.shipmentIds[0]!;
    return { store, data, orderId: data.orderId, fulfillment, shipmentId };
  }

  it('knows nothing of an order or shipment that was never begun', async () => {
    const { data } = purchaseEvents().placed;
    expect(await open().ofOrder(data.orderId)).toBeUndefined();
    expect(await open().shipmentOf('shp_0')).toBeUndefined();
  });

  it('begins once for each order', async () => {
    const { store, data, orderId, fulfillment, shipmentId } = await begun();
    expect(await store.begin(opened({ data }, now))).toBe(false);
    const [shipment] = fulfillment.shipments;
    expect(await store.ofOrder(orderId)).toEqual({
      order: fulfillment.order,
      shipments: [{ ...shipment, version: 1 }],
      version: 1,
    });
    expect(await store.shipmentOf(shipmentId)).toEqual({ ...shipment, version: 1 });
  });

  it('writes what a move changed and made, and raises only those versions', async () => {
    const { store, data, orderId, shipmentId } = await begun();
    const { productId } = data.lineItems[0]!;
    const before = (await store.ofOrder(orderId))!;
    const parted = await store.save(before, picked(before, shipmentId, [{ productId, quantity: 1 }], now));
    expect(await store.ofOrder(orderId)).toEqual(parted);
    expect(parted.shipments.map(({ status, version }) => [status, version])).toEqual([
      ['picked', 2],
      ['pending', 1],
    ]);
    const rest = parted.order.shipmentIds[1]!;
    const whole = await store.save(parted, picked(parted, rest, undefined, now));
    expect(whole).toMatchObject({ version: 3, shipments: [{ version: 2 }, { version: 2 }] });
    expect(await store.ofOrder(orderId)).toEqual(whole);
  });

  it('lets one of two moves win that saw the same', async () => {
    const { store, orderId, shipmentId } = await begun();
    const before = (await store.ofOrder(orderId))!;
    const saves = await Promise.allSettled([
      store.save(before, picked(before, shipmentId, undefined, now)),
      store.save(before, canceledAltogether(before, 'too late', now)),
    ]);
    expect(saves.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const lost = saves.find((save) => save.status === 'rejected') as PromiseRejectedResult;
    expect(lost.reason).toMatchObject({ kind: 'conflict', code: 'record.changed' });
    expect(await store.ofOrder(orderId)).toMatchObject({ version: 2 });
  });

  it('lists by order and by status, oldest first, in pages', async () => {
    const { store, data, orderId, shipmentId } = await begun();
    const { productId } = data.lineItems[0]!;
    const before = (await store.ofOrder(orderId))!;
    const later = new Date(now.getTime() + 60_000);
    const parted = await store.save(before, picked(before, shipmentId, [{ productId, quantity: 1 }], later));

    const byOrder = { index: 'byOrder', partition: { orderId }, limit: 1 };
    const first = await waitUntil(async () => {
      const page = await store.list(byOrder);
      return page.nextCursor ? page : undefined;
    });
    const second = await store.list({ ...byOrder, cursor: first.nextCursor! });
    expect([...first.items, ...second.items]).toEqual(parted.shipments);

    const inStatus = await store.list({ index: 'byStatus', partition: { status: 'picked' }, limit: 100 });
    expect(inStatus.items.map((shipment) => shipment.shipmentId)).toContain(shipmentId);
  });
});

import { beforeAll, describe, expect, it } from '@jest/globals';
import { conflictingDynamoDb, purchaseEvents, runningCloud, waitUntil } from '#libs/testing';
import { listShipments } from '../src/controllers/list-shipments.ts';
import { dynamoDbFulfillmentRepository } from '../src/gateways/dynamodb-fulfillment-repository.ts';
import type { FulfillmentRepository } from '../src/gateways/fulfillment-repository.ts';
import {
  cancelAll,
  holdAll,
  newCanceledFulfillment,
  newExpectedFulfillment,
  openExpected,
  openFulfillment,
  pick,
} from '../src/models/fulfillment.ts';
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
      version: 0,
    });
    expect(await fulfillments.getShipment(shipmentId)).toEqual({ ...shipment, version: 1 });
  });

  it('opens no shipment of an order that was recorded before, and records none that was opened', async () => {
    const fulfillments = open();
    const { data } = purchaseEvents().placed;
    const [opened, canceled] = [openFulfillment({ data }, now), newCanceledFulfillment(data.orderId, now)];
    const results = await Promise.all([fulfillments.insert(canceled), fulfillments.insert(opened)]);
    expect(results.filter(Boolean)).toHaveLength(1);
    expect(await fulfillments.insert(canceled)).toBe(false);
    expect(await fulfillments.insert(opened)).toBe(false);
    const stored = await fulfillments.get(data.orderId);
    expect(stored?.order.status).toBe(results[0] ? 'canceled' : 'open');
    expect(stored?.shipments).toHaveLength(results[0] ? 0 : 1);
    const shipment = await fulfillments.getShipment(opened.order.shipmentIds[0]!);
    expect(shipment === undefined).toBe(results[0]);
  });

  it('opens the shipment of an order whose refund arrived before', async () => {
    const fulfillments = open();
    const { data } = purchaseEvents().placed;
    const hold = { reason: 'payment-refunded' as const, since: now.toISOString() };
    expect(await fulfillments.insert(newExpectedFulfillment(data.orderId, hold, now))).toBe(true);
    const expected = (await fulfillments.get(data.orderId))!;
    expect(expected).toMatchObject({ version: 1, shipments: [] });
    const opened = await fulfillments.replace(expected, openExpected(expected, { data }, now));
    expect(await fulfillments.get(data.orderId)).toEqual(opened);
    expect(opened.shipments).toMatchObject([{ hold, version: 1 }]);
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
    expect(complete).toMatchObject({ version: 2, shipments: [{ version: 2 }, { version: 2 }] });
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
    expect(await fulfillments.get(orderId)).toMatchObject({ version: 1 });
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

  it('lists by status and by order, oldest first, in pages', async () => {
    const { fulfillments, data, orderId, shipmentId } = await setup();
    const { productId } = data.lineItems[0]!;
    const before = (await fulfillments.get(orderId))!;
    const later = new Date(now.getTime() + 60_000);
    const split = await fulfillments.replace(
      before,
      pick(before, shipmentId, [{ productId, quantity: 1 }], later),
    );

    const ofOrder = { orderId, limit: 1 };
    const first = await listShipments(ofOrder, { fulfillments });
    const second = await listShipments({ ...ofOrder, cursor: first.nextCursor! }, { fulfillments });
    expect([...first.items, ...second.items].map((shipment) => shipment.shipmentId)).toEqual(
      split.order.shipmentIds,
    );
    expect(second).not.toHaveProperty('nextCursor');

    await waitUntil(async () => {
      const picked = { index: 'byStatus', partition: { status: 'picked' }, limit: 100 };
      const { items } = await fulfillments.listShipments(picked);
      return items.some((shipment) => shipment.shipmentId === shipmentId);
    });
  });
});

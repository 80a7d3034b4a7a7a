import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitUntil } from '#libs/testing';
import type { Job, Shipment } from '#libs/client';
import { clientOf, cloud, completed, readySession, stockedProduct } from './shop.ts';
import { webhookReceiver } from './webhook-receiver.ts';

const [customer, staff] = [clientOf('customer'), clientOf('staff')];

/** From the payment to the delivery, with every notification. */
describe('after the purchase', () => {
  let receiver: Awaited<ReturnType<typeof webhookReceiver>>;
  let endpoint = '';

  beforeAll(async () => {
    receiver = await webhookReceiver();
    const { endpointId, secret } = await customer.notifications.createEndpoint({
      url: receiver.url,
      eventTypes: ['order.placed', 'shipment.dispatched', 'shipment.delivered'],
    });
    receiver.believe(secret.secret);
    endpoint = endpointId;
  });
  afterAll(async () => {
    await customer.notifications.deleteEndpoint(endpoint);
    await receiver.stop();
  });

  it('ships and delivers an order in two shipments and notifies the customer', async () => {
    const email = `ada-${randomUUID()}@example.com`;
    const [books, lamp] = [await stockedProduct(9), await stockedProduct(9)];
    const lineItems = [
      { productId: books, quantity: 3 },
      { productId: lamp, quantity: 1 },
    ];
    const { sessionId } = await readySession({ as: 'customer', lineItems });
    await customer.checkout.updateSession(sessionId, { email });
    const { orderId } = await completed(sessionId, { as: 'customer' });

    const first = await shipmentOf(orderId, 'pending');
    await staff.fulfillment.pickShipment(first.shipmentId, {});
    const parcel = { carrier: 'DHL', trackingNumber: 'JD0001' };
    await staff.fulfillment.dispatchShipment(first.shipmentId, {
      ...parcel,
      lineItems: [{ productId: books, quantity: 2 }],
    });
    await waitUntil(async () => ((await orderOf(orderId)).shipments.length === 1 ? true : undefined));
    expect(await orderOf(orderId)).toMatchObject({ status: 'placed', shipments: [parcel] });
    await expect(customer.orders.cancelOrder(orderId, {})).rejects.toMatchObject({
      status: 409,
      code: 'order.not-cancelable',
    });

    const rest = await untilOpen(orderId);
    expect(rest.lineItems.map(({ productId, quantity }) => [productId, quantity]).toSorted()).toEqual(
      [
        [books, 1],
        [lamp, 1],
      ].toSorted(),
    );
    if (rest.status === 'pending') await staff.fulfillment.pickShipment(rest.shipmentId, {});
    await staff.fulfillment.dispatchShipment(rest.shipmentId, { carrier: 'DHL', trackingNumber: 'JD0002' });
    for (const { shipmentId } of [first, rest]) await staff.fulfillment.deliverShipment(shipmentId);
    await waitUntil(async () => ((await orderOf(orderId)).status === 'delivered' ? true : undefined));

    await waitUntil(async () => (receivedTypes(orderId).length === 5 ? true : undefined));
    await cloud.settled();
    expect(receivedTypes(orderId).toSorted()).toEqual([
      'order.placed',
      'shipment.delivered',
      'shipment.delivered',
      'shipment.dispatched',
      'shipment.dispatched',
    ]);
    expect(receiver.forged).toEqual([]);
    // Placed, two parcels on their way, two arrived.
    await waitUntil(async () => ((await emailsTo(email)) === 5 ? true : undefined));

    expect(await exported(orderId)).toContain('delivered');
  });

  const receivedTypes = (orderId: string): string[] =>
    receiver.received
      .filter(({ data }) => 'orderId' in data && data.orderId === orderId)
      .map(({ type }) => type);
});

const orderOf = (orderId: string) => customer.orders.getOrder(orderId);

async function findShipment(orderId: string, statuses: readonly Shipment['status'][]) {
  for await (const shipment of staff.fulfillment.listShipments({ orderId }))
    if (statuses.includes(shipment.status)) return shipment;
  return undefined;
}

const shipmentOf = (orderId: string, status: Shipment['status']): Promise<Shipment> =>
  waitUntil(() => findShipment(orderId, [status]));

/** What is still to be sent. */
const untilOpen = (orderId: string): Promise<Shipment> =>
  waitUntil(() => findShipment(orderId, ['pending', 'picked']));

const emailsTo = async (address: string): Promise<number> =>
  (await readdir(join(cloud.stateFolder, 'outbox'))).filter(
    (file) => file.includes(address) && file.endsWith('.eml'),
  ).length;

/** The order's row in an export of the last hour. */
async function exported(orderId: string): Promise<string | undefined> {
  const hour = 60 * 60 * 1000;
  const [from, to] = [-hour, hour].map((offset) => new Date(Date.now() + offset).toISOString());
  const { jobId } = await staff.reporting.createExport({ from: from!, to: to!, formats: ['csv'] });
  const job: Job = await waitUntil(async () => {
    const current = await staff.reporting.getExport(jobId);
    return current.status === 'succeeded' ? current : undefined;
  });
  const csv = await (await fetch(job.result!.files[0]!.url)).text();
  return csv.split('\n').find((row) => row.includes(orderId));
}

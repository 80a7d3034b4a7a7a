import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitUntil } from '#libs/testing';
import { cloud, completed, readySession, stockedProduct } from './shop.ts';
import { webhookReceiver } from './webhook-receiver.ts';

const ENDPOINTS = '/notifications/endpoints';

/** From the payment to the delivery, with every notification. */
describe('after the purchase', () => {
  let receiver: Awaited<ReturnType<typeof webhookReceiver>>;
  let endpoint = '';

  beforeAll(async () => {
    receiver = await webhookReceiver();
    const { status, body } = await cloud.call('POST', ENDPOINTS, {
      as: 'customer',
      body: {
        url: receiver.url,
        eventTypes: ['order.placed', 'shipment.dispatched', 'shipment.delivered'],
      },
    });
    if (status !== 201) throw new Error(`No endpoint: ${status} ${JSON.stringify(body)}`);
    receiver.believe(body.secret.secret);
    endpoint = `${ENDPOINTS}/${body.endpointId}`;
  });
  afterAll(async () => {
    await cloud.call('DELETE', endpoint, { as: 'customer' });
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
    await cloud.call('PATCH', `/checkout/sessions/${sessionId}`, { as: 'customer', body: { email } });
    const { orderId } = (await completed(sessionId, { as: 'customer' })).body;

    const first = await shipmentOf(orderId, 'pending');
    await move(first.shipmentId, 'pick');
    const parcel = { carrier: 'DHL', trackingNumber: 'JD0001' };
    await move(first.shipmentId, 'dispatch', {
      ...parcel,
      lineItems: [{ productId: books, quantity: 2 }],
    });
    await waitUntil(async () => ((await orderOf(orderId)).shipments.length === 1 ? true : undefined));
    expect(await orderOf(orderId)).toMatchObject({ status: 'placed', shipments: [parcel] });
    const canceled = await cloud.call('POST', `/orders/${orderId}/cancel`, {
      as: 'customer',
      body: {},
      headers: { 'Idempotency-Key': randomUUID() },
    });
    expect([canceled.status, canceled.body.code]).toEqual([409, 'order.not-cancelable']);

    const rest = await untilOpen(orderId);
    expect(rest.lineItems.map(({ productId, quantity }) => [productId, quantity]).toSorted()).toEqual(
      [
        [books, 1],
        [lamp, 1],
      ].toSorted(),
    );
    if (rest.status === 'pending') await move(rest.shipmentId, 'pick');
    await move(rest.shipmentId, 'dispatch', { carrier: 'DHL', trackingNumber: 'JD0002' });
    for (const { shipmentId } of [first, rest]) await move(shipmentId, 'deliver');
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
    receiver.received.filter(({ data }) => data['orderId'] === orderId).map(({ type }) => type);
});

const orderOf = async (orderId: string) =>
  (await cloud.call('GET', `/orders/${orderId}`, { as: 'customer' })).body;

interface Shipment {
  readonly shipmentId: string;
  readonly status: string;
  readonly lineItems: readonly { productId: string; quantity: number }[];
}

const shipmentsOf = async (orderId: string): Promise<Shipment[]> =>
  (await cloud.call('GET', `/fulfillment/shipments?orderId=${orderId}`, { as: 'staff' })).body.items;

const shipmentOf = (orderId: string, status: string): Promise<Shipment> =>
  waitUntil(async () => (await shipmentsOf(orderId)).find((shipment) => shipment.status === status));

/** What is still to be sent. */
const untilOpen = (orderId: string): Promise<Shipment> =>
  waitUntil(async () =>
    (await shipmentsOf(orderId)).find(({ status }) => ['pending', 'picked'].includes(status)),
  );

async function move(shipmentId: string, action: string, body: object = {}): Promise<void> {
  const transition = await cloud.call('POST', `/fulfillment/shipments/${shipmentId}/${action}`, {
    as: 'staff',
    body,
  });
  if (transition.status !== 200)
    throw new Error(`${action}: ${transition.status} ${JSON.stringify(transition.body)}`);
}

const emailsTo = async (address: string): Promise<number> =>
  (await readdir(join(cloud.stateFolder, 'outbox'))).filter(
    (file) => file.includes(address) && file.endsWith('.eml'),
  ).length;

/** The order's row in an export of the last hour. */
async function exported(orderId: string): Promise<string | undefined> {
  const hour = 60 * 60 * 1000;
  const [from, to] = [-hour, hour].map((offset) => new Date(Date.now() + offset).toISOString());
  const accepted = await cloud.call('POST', '/reporting/exports', {
    as: 'staff',
    body: { from, to, formats: ['csv'] },
    headers: { 'Idempotency-Key': randomUUID() },
  });
  expect(accepted.status).toBe(202);
  const job = await waitUntil(async () => {
    const { body } = await cloud.call('GET', accepted.headers.get('location') ?? '', { as: 'staff' });
    return body.status === 'succeeded' ? body : undefined;
  });
  const csv = await (await fetch(job.result.files[0].url)).text();
  return csv.split('\n').find((row) => row.includes(orderId));
}

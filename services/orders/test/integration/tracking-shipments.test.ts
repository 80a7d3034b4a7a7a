import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { expect, it } from '@jest/globals';
import { ShipmentDelivered, ShipmentDispatched } from '#libs/contracts';
import { newId } from '#libs/models';
import { runningCloud, waitUntil } from '#libs/testing';
import { completeCheckout, seededProduct } from '../complete-checkout.ts';

it('updates the shipments of an order from repeated and out-of-order events', async () => {
  const cloud = runningCloud();
  const productId = seededProduct(44);
  const { orderId } = await completeCheckout({ productId });
  const read = async () => cloud.call('GET', `/orders/${orderId}`, { as: 'customer' });
  const shipmentId = newId('shp');
  const shipment = {
    shipmentId,
    lineItems: [{ productId, quantity: 2 }],
    carrier: 'DHL',
    trackingNumber: 'T-1',
    dispatchedAt: '2030-01-02T12:00:00.000Z',
  };
  const dispatched = { ...shipment, orderId, email: 'ada@example.com' };
  const delivered = { ...dispatched, deliveredAt: '2030-01-03T12:00:00.000Z' };
  const events = [
    [ShipmentDelivered, 4, delivered],
    [ShipmentDelivered, 4, delivered],
    [ShipmentDispatched, 3, dispatched],
    [ShipmentDispatched, 3, dispatched],
  ] as const;
  const client = new SQSClient(cloud.clientConfig);
  const QueueUrl = await cloud.ref('orders', 'ShipmentsQueue');
  for (const [{ type, version }, revision, data] of events) {
    const envelope = {
      id: `e-${revision}`,
      type,
      version,
      source: 'fulfillment',
      subject: shipmentId,
      revision,
    };
    const event = { ...envelope, occurredAt: data.dispatchedAt, correlationId: 'test', data };
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(event) }));
    await waitUntil(async () => ((await read()).body.status === 'delivered' ? true : undefined));
  }
  await cloud.settled();
  const { body, headers } = await read();
  expect(body).toMatchObject({
    status: 'delivered',
    shipments: [{ ...shipment, deliveredAt: delivered.deliveredAt }],
  });
  // Two writes: placed, delivered. Repeated events wrote nothing.
  expect(headers.get('etag')).toBe('"2"');
});

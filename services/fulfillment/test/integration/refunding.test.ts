import { describe, expect, it } from '@jest/globals';
import { OrderPlaced, PaymentRefunded } from '#libs/contracts';
import { newId } from '#libs/models';
import { runningCloud, waitUntil } from '#libs/testing';
import {
  firstShipmentId,
  listShipments,
  placeOrder,
  seededProduct,
  waitForOrder,
  warehouse,
} from '../place-order.ts';
import { send, toEvent } from '../queues.ts';

const cloud = runningCloud();
const parcel = { carrier: 'DHL', trackingNumber: 'T-1' };
const refused = { status: 409, body: { code: 'shipment.payment-refunded' } };

const parameter = (name: string) => cloud.parameter(`/tradewind/local/payments/${name}`);

async function chargeOf(orderId: string): Promise<{ id: string; status: string }> {
  const response = await fetch(`${await parameter('provider-url')}/charges?reference=${orderId}`);
  const { items } = (await response.json()) as { items: { id: string; status: string }[] };
  return items[0]!;
}

const waitForRefund = (orderId: string) =>
  waitUntil(async () => (await chargeOf(orderId)).status === 'refunded');

const isRefunded = ({ payment }: { payment: { status: string } }) => payment.status === 'refunded';

/** Refunds an order at the provider, as a person does in its dashboard. */
async function refundAtProvider(orderId: string, amount?: number): Promise<void> {
  const [url, secret] = await Promise.all([parameter('provider-url'), parameter('provider-secret-key')]);
  const { id } = await chargeOf(orderId);
  await fetch(`${url}/authorizations/${id}/refunds-by-provider`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}` },
    body: JSON.stringify({ ...(amount !== undefined && { amount }) }),
  });
  const status = amount === undefined ? 'refunded' : 'partially-refunded';
  await waitForOrder(orderId, ({ payment }) => payment.status === status);
  await cloud.settled();
}

const orderOf = (quantity: number) => placeOrder([{ productId: seededProduct(67), quantity }]);

describe('an order that was refunded in full', () => {
  it('is neither picked nor dispatched, staff see why, and it can be canceled', async () => {
    const orderId = await orderOf(2);
    const shipmentId = await firstShipmentId(orderId);
    const lineItems = [{ productId: seededProduct(67), quantity: 1 }];
    const picked = await warehouse('POST', `/${shipmentId}/pick`, { lineItems });
    await refundAtProvider(orderId);

    expect(await warehouse('POST', `/${shipmentId}/dispatch`, parcel)).toMatchObject(refused);
    const { followUpShipmentId } = picked.body;
    const pick = await warehouse('POST', `/${followUpShipmentId}/pick`, {});
    expect(pick).toMatchObject(refused);
    expect(pick.body.detail).toMatch(/refunded in full.*cancel the order/i);
    const hold = { reason: 'payment-refunded', since: expect.any(String) };
    expect((await warehouse('GET', `/${shipmentId}`)).body).toMatchObject({ status: 'picked', hold });
    expect(await listShipments(orderId)).toMatchObject([{ hold }, { hold }]);

    await cloud.call('POST', `/orders/${orderId}/cancel`, {
      as: 'staff',
      headers: { 'idempotency-key': newId('key') },
      body: { reason: 'refunded' },
    });
    await waitForOrder(orderId, ({ status }) => status === 'canceled');
    expect(await listShipments(orderId)).toMatchObject([{ status: 'canceled' }, { status: 'canceled' }]);
  });

  it('holds a shipment whose OrderPlaced arrives after the refund', async () => {
    const placed = await waitForOrder(await orderOf(1), () => true);
    const orderId = newId('ord');
    const amount = { amount: placed.totals.total, currency: placed.currency };
    const refund = { paymentId: newId('pay'), orderId, amount, refundedTotal: amount, isFullyRefunded: true };
    await send(
      'fulfillment',
      'RefundedPaymentsQueue',
      toEvent(PaymentRefunded, { source: 'payments', subject: refund.paymentId, revision: 4, data: refund }),
    );
    await cloud.settled();
    expect(await listShipments(orderId)).toEqual([]);

    const { email, shippingAddress, shippingOption, lineItems, totals, currency, placedAt } = placed;
    const data = { orderId, email, shippingAddress, shippingOption, lineItems, totals, currency, placedAt };
    const event = toEvent(OrderPlaced, { source: 'orders', subject: orderId, revision: 2, data });
    await send('fulfillment', 'PlacedOrdersQueue', event);
    const shipmentId = await firstShipmentId(orderId);
    expect(await warehouse('POST', `/${shipmentId}/pick`, {})).toMatchObject(refused);
  });

  // When the dispatch begins.
  it.each<[string, (orderId: string) => Promise<unknown>]>([
    ['at the same time as the refund', async () => {}],
    ['when the provider has refunded', (orderId) => waitForRefund(orderId)],
    ['when the order shows the refund', (orderId) => waitForOrder(orderId, isRefunded)],
  ])('is either dispatched or on hold after a race (%s)', async (_, begin) => {
    const orderId = await orderOf(1);
    const shipmentId = await firstShipmentId(orderId);
    await warehouse('POST', `/${shipmentId}/pick`, {});
    const [, dispatched] = await Promise.all([
      refundAtProvider(orderId),
      begin(orderId).then(() => warehouse('POST', `/${shipmentId}/dispatch`, parcel)),
    ]);
    const { body: shipment } = await warehouse('GET', `/${shipmentId}`);
    expect([dispatched.status, shipment.status, shipment.hold?.reason]).toEqual(
      dispatched.status === 200 ? [200, 'dispatched', undefined] : [409, 'picked', 'payment-refunded'],
    );
  });
});

describe('an order that was refunded in part', () => {
  it('is sent, until the rest is refunded too', async () => {
    const orderId = await orderOf(2);
    const shipmentId = await firstShipmentId(orderId);
    await refundAtProvider(orderId, 100);
    const lineItems = [{ productId: seededProduct(67), quantity: 1 }];
    expect((await warehouse('POST', `/${shipmentId}/pick`, { lineItems })).status).toBe(200);
    expect((await warehouse('POST', `/${shipmentId}/dispatch`, parcel)).status).toBe(200);

    await refundAtProvider(orderId);
    const rest = await waitUntil(async () =>
      (await listShipments(orderId)).find(({ status }) => status === 'pending'),
    );
    expect(await warehouse('POST', `/${rest.shipmentId}/pick`, {})).toMatchObject(refused);
    expect((await warehouse('POST', `/${shipmentId}/deliver`)).status).toBe(200);
  });
});

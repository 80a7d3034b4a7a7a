import { describe, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import { runningCloud } from '#libs/testing';
import {
  placeOrder,
  firstShipmentId,
  waitForOrder,
  seededProduct,
  listShipments,
  warehouse,
} from '../place-order.ts';

const [tea, pot] = [seededProduct(61), seededProduct(62)];
const parcel = (trackingNumber: string) => ({ carrier: 'DHL', trackingNumber });

/** Reads all pages, because other tests create shipments too. */
async function pendingShipments(): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const { body } = await warehouse('GET', `?status=pending&limit=100${cursor ? `&cursor=${cursor}` : ''}`);
    found.push(...body.items.map(({ shipmentId }: { shipmentId: string }) => shipmentId));
    cursor = body.nextCursor;
  } while (cursor !== undefined);
  return found;
}

describe('a shipment', () => {
  it('is picked, dispatched in two parts and delivered, and the order shows its progress', async () => {
    const orderId = await placeOrder([
      { productId: tea, quantity: 2 },
      { productId: pot, quantity: 1 },
    ]);
    const first = await firstShipmentId(orderId);
    expect(await pendingShipments()).toContain(first);

    expect((await warehouse('POST', `/${first}/pick`, {})).body).toMatchObject({ status: 'picked' });
    const part = { ...parcel('T-1'), lineItems: [{ productId: tea, quantity: 1 }] };
    const sent = await warehouse('POST', `/${first}/dispatch`, part);
    expect(sent.body).toMatchObject({ status: 'dispatched', lineItems: [{ productId: tea, quantity: 1 }] });
    const followUp = sent.body.followUpShipmentId as string;

    const partly = await waitForOrder(orderId, ({ shipments }) => shipments.length === 1);
    expect(partly).toMatchObject({ status: 'placed', shipments: [{ shipmentId: first, ...parcel('T-1') }] });
    const headers = { 'idempotency-key': newId('key') };
    const late = await runningCloud().call('POST', `/orders/${orderId}/cancel`, {
      as: 'customer',
      headers,
      body: {},
    });
    expect([late.status, late.body.code]).toEqual([409, 'order.not-cancelable']);

    await warehouse('POST', `/${followUp}/pick`, {});
    await warehouse('POST', `/${followUp}/dispatch`, parcel('T-2'));
    expect(await waitForOrder(orderId, ({ status }) => status === 'shipped')).toMatchObject({
      shipments: [{ shipmentId: first }, { shipmentId: followUp, ...parcel('T-2') }],
    });
    for (const shipmentId of [first, followUp]) await warehouse('POST', `/${shipmentId}/deliver`);
    const delivered = await waitForOrder(orderId, ({ status }) => status === 'delivered');
    expect(delivered.shipments).toMatchObject([
      { deliveredAt: expect.any(String) },
      { shipmentId: followUp },
    ]);

    const shipped = (await listShipments(orderId)).flatMap((shipment) => shipment.lineItems);
    const count = (wanted: string) =>
      shipped
        .filter(({ productId }) => productId === wanted)
        .reduce((sum, { quantity }) => sum + quantity, 0);
    expect([count(tea), count(pot)]).toEqual([2, 1]);
  });

  it('only accepts allowed transitions by staff on the current version', async () => {
    const orderId = await placeOrder([{ productId: tea, quantity: 1 }]);
    const shipmentId = await firstShipmentId(orderId);
    const early = await warehouse('POST', `/${shipmentId}/dispatch`, parcel('T-3'));
    expect([early.status, early.body.code]).toEqual([409, 'shipment.pending']);
    const tooMany = { lineItems: [{ productId: tea, quantity: 2 }] };
    const exceeded = await warehouse('POST', `/${shipmentId}/pick`, tooMany);
    expect([exceeded.status, exceeded.body.code]).toEqual([409, 'shipment.quantity-exceeded']);

    const seen = await warehouse('GET', `/${shipmentId}`);
    const etag = seen.headers.get('etag')!;
    const picked = await warehouse('POST', `/${shipmentId}/pick`, {}, { 'if-match': etag });
    expect([picked.status, picked.headers.get('etag')]).toEqual([200, '"2"']);
    const stale = await warehouse(
      'POST',
      `/${shipmentId}/cancel`,
      { reason: 'broken' },
      { 'if-match': etag },
    );
    expect([stale.status, stale.body.code]).toEqual([412, 'record.changed']);

    const replaced = await warehouse('POST', `/${shipmentId}/cancel`, { reason: 'broken' });
    expect(replaced.body).toMatchObject({ status: 'canceled', cancelReason: 'broken' });
    const replacement = await warehouse('GET', `/${replaced.body.followUpShipmentId}`);
    expect(replacement.body).toMatchObject({
      status: 'pending',
      lineItems: [{ productId: tea, quantity: 1 }],
    });

    const { call } = runningCloud();
    const asCustomer = await call('GET', `/fulfillment/shipments/${shipmentId}`, { as: 'customer' });
    expect([asCustomer.status, asCustomer.body.code]).toEqual([401, 'auth.unauthorized']);
    expect((await call('GET', '/fulfillment/shipments')).status).toBe(401);
    expect((await call('GET', '/fulfillment/shipments', { as: 'warehouse' })).status).toBe(200);
    expect((await warehouse('GET', `/${newId('shp')}`)).status).toBe(404);
    expect((await warehouse('POST', `/${shipmentId}/dispatch`, { carrier: 'DHL' })).status).toBe(400);
  });
});

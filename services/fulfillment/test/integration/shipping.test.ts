import { describe, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import { runningCloud } from '#libs/testing';
import { bought, openedFor, orderOnce, seededProduct, shipmentsOf, warehouse } from '../bought.ts';

const [tea, pot] = [seededProduct(61), seededProduct(62)];
const parcel = (trackingNumber: string) => ({ carrier: 'DHL', trackingNumber });

/** Of all purchases of all tests: they may fill more than a page. */
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

describe('an order on its way', () => {
  it('is picked, sent in two parts and delivered, and its buyer can follow it', async () => {
    const orderId = await bought([
      { productId: tea, quantity: 2 },
      { productId: pot, quantity: 1 },
    ]);
    const first = await openedFor(orderId);
    expect(await pendingShipments()).toContain(first);

    expect((await warehouse('POST', `/${first}/pick`, {})).body).toMatchObject({ status: 'picked' });
    const part = { ...parcel('T-1'), lineItems: [{ productId: tea, quantity: 1 }] };
    const sent = await warehouse('POST', `/${first}/dispatch`, part);
    expect(sent.body).toMatchObject({ status: 'dispatched', lineItems: [{ productId: tea, quantity: 1 }] });
    const rest = sent.body.remainderShipmentId as string;

    const partly = await orderOnce(orderId, ({ shipments }) => shipments.length === 1);
    expect(partly).toMatchObject({ status: 'placed', shipments: [{ shipmentId: first, ...parcel('T-1') }] });
    const headers = { 'idempotency-key': newId('key') };
    const late = await runningCloud().call('POST', `/orders/${orderId}/cancel`, {
      as: 'customer',
      headers,
      body: {},
    });
    expect([late.status, late.body.code]).toEqual([409, 'order.not-cancelable']);

    await warehouse('POST', `/${rest}/pick`, {});
    await warehouse('POST', `/${rest}/dispatch`, parcel('T-2'));
    expect(await orderOnce(orderId, ({ status }) => status === 'shipped')).toMatchObject({
      shipments: [{ shipmentId: first }, { shipmentId: rest, ...parcel('T-2') }],
    });
    for (const shipmentId of [first, rest]) await warehouse('POST', `/${shipmentId}/deliver`);
    const delivered = await orderOnce(orderId, ({ status }) => status === 'delivered');
    expect(delivered.shipments).toMatchObject([{ deliveredAt: expect.any(String) }, { shipmentId: rest }]);

    const pieces = (await shipmentsOf(orderId)).flatMap(({ lineItems }) => lineItems);
    const count = (wanted: string) =>
      pieces.filter(({ productId }) => productId === wanted).reduce((sum, { quantity }) => sum + quantity, 0);
    expect([count(tea), count(pot)]).toEqual([2, 1]);
  });

  it('is moved only where that is legal, by staff, from the version they have seen', async () => {
    const orderId = await bought([{ productId: tea, quantity: 1 }]);
    const shipmentId = await openedFor(orderId);
    const early = await warehouse('POST', `/${shipmentId}/dispatch`, parcel('T-3'));
    expect([early.status, early.body.code]).toEqual([409, 'shipment.pending']);
    const greedy = { lineItems: [{ productId: tea, quantity: 2 }] };
    const tooMany = await warehouse('POST', `/${shipmentId}/pick`, greedy);
    expect([tooMany.status, tooMany.body.code]).toEqual([409, 'shipment.pieces-missing']);

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
    const successor = await warehouse('GET', `/${replaced.body.remainderShipmentId}`);
    expect(successor.body).toMatchObject({ status: 'pending', lineItems: [{ productId: tea, quantity: 1 }] });

    const { call } = runningCloud();
    const asCustomer = await call('GET', `/fulfillment/shipments/${shipmentId}`, { as: 'customer' });
    expect([asCustomer.status, asCustomer.body.code]).toEqual([403, 'auth.staff-only']);
    expect((await call('GET', '/fulfillment/shipments')).status).toBe(401);
    expect((await call('GET', '/fulfillment/shipments', { as: 'machine' })).status).toBe(200);
    expect((await warehouse('GET', `/${newId('shp')}`)).status).toBe(404);
    expect((await warehouse('POST', `/${shipmentId}/dispatch`, { carrier: 'DHL' })).status).toBe(400);
  });
});

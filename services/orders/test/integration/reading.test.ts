import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import { purchaseEvents, runningCloud, type SeededUser } from '#libs/testing';
import { placedOrder, rejectedOrder, type Order } from '../../src/models/order.ts';
import { toPlacement } from '../../src/models/placement.ts';

const userSub = async (user: SeededUser): Promise<string> => {
  const [, claims = ''] = (await runningCloud().token(user)).split('.');
  return (JSON.parse(Buffer.from(claims, 'base64url').toString()) as { sub: string }).sub;
};
const putOrder = async (order: Order) => {
  const cloud = runningCloud();
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(cloud.clientConfig));
  const TableName = await cloud.ref('orders', 'OrdersTable');
  await client.send(new PutCommand({ TableName, Item: { ...order, version: 1, correlationId: 'test' } }));
  return order.orderId;
};
const orderDetails = async (user: SeededUser) => ({
  ...toPlacement(purchaseEvents().submitted).placeOrder.order,
  customerId: await userSub(user),
});
const putPlaced = async (user: SeededUser, placedAt: string) =>
  putOrder(placedOrder(await orderDetails(user), new Date(placedAt)));
const get = (path: string, as?: SeededUser) => runningCloud().call('GET', path, { ...(as && { as }) });

describe('GET /orders/{orderId}', () => {
  it('returns an order to its customer, staff and clients with the read scope', async () => {
    const orderId = await putPlaced('customer', '2030-01-01T12:00:00.000Z');
    for (const caller of ['customer', 'staff', 'order-feed'] as const) {
      const response = await get(`/orders/${orderId}`, caller);
      expect([caller, response.status, response.headers.get('etag')]).toEqual([caller, 200, '"1"']);
    }
    const other = await get(`/orders/${orderId}`, 'second-customer');
    expect([other.status, other.body.code]).toEqual([404, 'order.not-found']);
    expect((await get(`/orders/${orderId}`)).status).toBe(401);
  });

  it('returns 404 for a rejected order and 400 for an invalid id', async () => {
    const orderId = await putOrder(
      rejectedOrder(await orderDetails('customer'), { code: 'payment.declined' }, new Date()),
    );
    expect((await get(`/orders/${orderId}`, 'customer')).status).toBe(404);
    expect((await get('/orders/ord_1', 'customer')).body).toMatchObject({
      status: 400,
      errors: [{ field: '/pathParameters/orderId' }],
    });
  });
});

describe('GET /orders', () => {
  it('lists the orders of a customer, newest first, each once across all pages', async () => {
    const ids: string[] = [];
    for (const minute of [1, 2, 3])
      ids.unshift(await putPlaced('second-customer', `2031-01-01T12:0${minute}:00.000Z`));
    const found: string[] = [];
    let cursor = '';
    do {
      const { body } = await get(`/orders?limit=2${cursor}`, 'second-customer');
      found.push(...body.items.map(({ orderId }: { orderId: string }) => orderId));
      cursor = body.nextCursor ? `&cursor=${body.nextCursor}` : '';
    } while (cursor);
    expect(found.filter((orderId) => ids.includes(orderId))).toEqual(ids);
    expect(new Set(found).size).toBe(found.length);
  });

  it('lists the orders of other customers only to staff and clients with the read scope', async () => {
    const orderId = await putPlaced('customer', '2032-01-01T12:00:00.000Z');
    const path = `/orders?customerId=${await userSub('customer')}`;
    for (const caller of ['staff', 'order-feed'] as const) {
      const { body } = await get(path, caller);
      expect(body.items.map((order: { orderId: string }) => order.orderId)).toContain(orderId);
    }
    expect((await get(path, 'second-customer')).status).toBe(403);
    expect((await get('/orders', 'order-feed')).body.code).toBe('order.customer-missing');
  });

  it('returns 400 for a cursor of another list and for an invalid cursor', async () => {
    const cursor = Buffer.from(JSON.stringify({ orderId: newId('ord') })).toString('base64url');
    for (const invalid of [cursor, 'bm90IGpzb24'])
      expect((await get(`/orders?cursor=${invalid}`, 'customer')).body).toMatchObject({
        status: 400,
        code: 'page.cursor-invalid',
      });
  });
});

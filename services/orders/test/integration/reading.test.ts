import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import { purchaseEvents, runningCloud, type SeededUser } from '#libs/testing';
import { transition, pendingOrder, type Order } from '../../src/models/order.ts';
import { placementOf } from '../../src/models/placement.ts';

const subjectOf = async (user: SeededUser): Promise<string> => {
  const [, claims = ''] = (await runningCloud().token(user)).split('.');
  return (JSON.parse(Buffer.from(claims, 'base64url').toString()) as { sub: string }).sub;
};
const put = async (order: Order) => {
  const cloud = runningCloud();
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(cloud.clientConfig));
  const TableName = await cloud.ref('orders', 'OrdersTable');
  await client.send(new PutCommand({ TableName, Item: { ...order, version: 1, correlationId: 'test' } }));
  return order.orderId;
};
const draftOf = async (user: SeededUser) => ({
  ...placementOf(purchaseEvents().submitted).placeOrder.order,
  customerId: await subjectOf(user),
});
const putPlaced = async (user: SeededUser, placedAt: string) =>
  put(transition(pendingOrder(await draftOf(user)), 'placed', { placedAt }));
const get = (path: string, as?: SeededUser) => runningCloud().call('GET', path, { ...(as && { as }) });

describe('GET /orders/{orderId}', () => {
  it('is for the customer, staff and systems that may read orders', async () => {
    const orderId = await putPlaced('customer', '2030-01-01T12:00:00.000Z');
    for (const caller of ['customer', 'staff', 'machine'] as const) {
      const response = await get(`/orders/${orderId}`, caller);
      expect([caller, response.status, response.headers.get('etag')]).toEqual([caller, 200, '"1"']);
    }
    const foreign = await get(`/orders/${orderId}`, 'second-customer');
    expect([foreign.status, foreign.body.code]).toEqual([404, 'order.not-found']);
    expect((await get(`/orders/${orderId}`)).status).toBe(401);
  });

  it('knows no order that does not stand, and refuses what is no id', async () => {
    const orderId = await put(pendingOrder(await draftOf('customer')));
    expect((await get(`/orders/${orderId}`, 'customer')).status).toBe(404);
    expect((await get('/orders/ord_1', 'customer')).body).toMatchObject({
      status: 400,
      errors: [{ field: '/pathParameters/orderId' }],
    });
  });
});

describe('GET /orders', () => {
  it('lists a customer’s own orders, newest first, each once over all pages', async () => {
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

  it('lists those of others to staff and systems alone', async () => {
    const orderId = await putPlaced('customer', '2032-01-01T12:00:00.000Z');
    const path = `/orders?customerId=${await subjectOf('customer')}`;
    for (const caller of ['staff', 'machine'] as const) {
      const { body } = await get(path, caller);
      expect(body.items.map((order: { orderId: string }) => order.orderId)).toContain(orderId);
    }
    expect((await get(path, 'second-customer')).status).toBe(403);
    expect((await get('/orders', 'machine')).body.code).toBe('order.customer-missing');
  });

  it('refuses a cursor of another list, and one that is none', async () => {
    const cursor = Buffer.from(JSON.stringify({ orderId: newId('ord') })).toString('base64url');
    for (const wrong of [cursor, 'bm90IGpzb24'])
      expect((await get(`/orders?cursor=${wrong}`, 'customer')).body).toMatchObject({
        status: 400,
        code: 'page.cursor-invalid',
      });
  });
});

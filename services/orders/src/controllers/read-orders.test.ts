import { describe, expect, it } from '@jest/globals';
import type { Caller } from '#libs/lambda';
import { fixedClock, purchaseEvents } from '#libs/testing';
import { inMemoryOrderRepository } from '../../test/in-memory-order-repository.ts';
import { placedOrder, rejectedOrder } from '../models/order.ts';
import { toPlacement } from '../models/placement.ts';
import { getOrder } from './get-order.ts';
import { listOrders } from './list-orders.ts';

const ada = 'f3c5b4a6-2d0e-4b57-9a77-0c6a52e1a001';
const bob = 'f3c5b4a6-2d0e-4b57-9a77-0c6a52e1a002';
const user = (customerId: string): Caller => ({ kind: 'customer', customerId });
const staff: Caller = { kind: 'staff', staffId: 'grace' };
const machine = (...scopes: string[]): Caller => ({ kind: 'machine', clientId: 'm', scopes });
const reader = machine('tradewind/orders.read');

async function setup(count = 1) {
  const orders = inMemoryOrderRepository();
  const now = fixedClock();
  const ids: string[] = [];
  for (let i = 0; i < count; i++) {
    now.advance(60);
    const order = placedOrder(toPlacement(purchaseEvents().submitted).placeOrder.order, now());
    await orders.insert(order);
    ids.unshift(order.orderId);
  }
  const details = toPlacement(purchaseEvents().submitted).placeOrder.order;
  const rejected = await orders.insert(rejectedOrder(details, { code: 'payment.declined' }, now()));
  return { orders, ids, rejected };
}

describe('getOrder', () => {
  it('returns an order to its customer, staff and clients with the read scope', async () => {
    const { orders, ids } = await setup();
    for (const caller of [user(ada), staff, reader])
      expect(await getOrder(ids[0]!, caller, { orders })).toMatchObject({ orderId: ids[0] });
  });

  it('throws not-found for other callers and for rejected orders', async () => {
    const { orders, ids, rejected } = await setup();
    const notFound = { kind: 'not-found', code: 'order.not-found' };
    for (const caller of [user(bob), machine('tradewind/catalog.write'), { kind: 'anonymous' } as const])
      await expect(getOrder(ids[0]!, caller, { orders })).rejects.toMatchObject(notFound);
    await expect(getOrder(rejected.orderId, user(ada), { orders })).rejects.toMatchObject(notFound);
  });
});

describe('listOrders', () => {
  it('lists the orders of the caller, newest first, in pages', async () => {
    const { orders, ids } = await setup(3);
    const first = await listOrders({ limit: 2 }, user(ada), { orders });
    expect(first.items.map(({ orderId }) => orderId)).toEqual(ids.slice(0, 2));
    const second = await listOrders({ limit: 2, cursor: first.nextCursor! }, user(ada), { orders });
    expect(second.items.map(({ orderId }) => orderId)).toEqual(ids.slice(2));
    expect((await listOrders({ limit: 2 }, user(bob), { orders })).items).toEqual([]);
  });

  it('lists the orders of other customers to staff and clients with the read scope', async () => {
    const { orders } = await setup();
    for (const caller of [staff, reader])
      expect((await listOrders({ limit: 2, customerId: ada }, caller, { orders })).items).toHaveLength(1);
    await expect(listOrders({ limit: 2, customerId: ada }, user(bob), { orders })).rejects.toMatchObject({
      kind: 'forbidden',
    });
    await expect(listOrders({ limit: 2 }, reader, { orders })).rejects.toMatchObject({
      code: 'order.customer-missing',
    });
  });
});

import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { waitUntil } from '#libs/testing';
import {
  chargesFor,
  clientOf,
  cloud,
  complete,
  completed,
  ended,
  readySession,
  stockedProduct,
  getStock,
} from './shop.ts';

const { orders: customer } = clientOf('customer');

describe('a purchase', () => {
  it('ends with an order, paid for once, and stock that is gone', async () => {
    const productId = await stockedProduct(5, 2_000);
    const session = await readySession({ as: 'customer', lineItems: [{ productId, quantity: 2 }] });
    const { subtotal, discount, shipping, tax, total } = session.totals;
    expect(subtotal).toBe(4_000);
    expect(total).toBe(subtotal - discount + shipping + tax);

    const purchase = await completed(session.sessionId, { as: 'customer' });
    expect(purchase).toMatchObject({ sessionId: session.sessionId, status: 'completed' });
    const { orderId } = purchase;

    expect(await customer.getOrder(orderId)).toMatchObject({
      orderId,
      status: 'placed',
      lineItems: [{ productId, quantity: 2 }],
      totals: { total },
    });
    expect(await chargesFor(orderId)).toMatchObject([
      { reference: orderId, status: 'captured', amount: total },
    ]);
    expect(await getStock(productId)).toBe(3);
    const mine: string[] = [];
    for await (const order of customer.listOrders({ limit: 100 })) mine.push(order.orderId);
    expect(mine).toContain(orderId);
  });

  it('returns 202 at once without Prefer: wait', async () => {
    const session = await readySession();
    const accepted = await complete(session.sessionId).withResponse();
    expect(accepted).toMatchObject({ status: 202, data: { status: 'completing' } });
    expect(await ended(session.sessionId)).toMatchObject({
      status: 'completed',
      orderId: accepted.data.orderId,
    });
  });

  it('whose payment is declined gives the stock back and opens the session again with the reason', async () => {
    const productId = await stockedProduct(4);
    const { sessionId } = await readySession({ lineItems: [{ productId, quantity: 3 }] });
    await complete(sessionId, { token: 'tok_declined' });
    expect(await ended(sessionId)).toMatchObject({ status: 'open', failure: { code: 'payment.declined' } });
    await cloud.settled();
    expect(await getStock(productId)).toBe(4);

    const second = await completed(sessionId);
    expect(second).toMatchObject({ status: 'completed' });
    expect(await getStock(productId)).toBe(1);
  });

  it('is charged once where the provider charges and then times out', async () => {
    const { sessionId } = await readySession();
    const { orderId } = await complete(sessionId, { token: 'tok_timeout_after_charge' });
    expect(await ended(sessionId)).toMatchObject({ status: 'completed' });
    expect(await chargesFor(orderId)).toMatchObject([{ status: 'captured' }]);
  });

  it('survives a provider that is away for a moment', async () => {
    const { sessionId } = await readySession();
    const { orderId } = await complete(sessionId, { token: 'tok_unavailable_once' });
    expect(await ended(sessionId)).toMatchObject({ status: 'completed' });
    expect(await chargesFor(orderId)).toHaveLength(1);
  });

  it('of more than is left is refused before anything is charged', async () => {
    const productId = await stockedProduct(2);
    const { sessionId } = await readySession({ lineItems: [{ productId, quantity: 2 }] });
    const other = await readySession({ lineItems: [{ productId, quantity: 1 }] });
    expect((await completed(other.sessionId)).status).toBe('completed');

    await cloud.settled();
    await expect(complete(sessionId)).rejects.toMatchObject({
      status: 409,
      code: 'checkout.insufficient-stock',
    });
    expect(await getStock(productId)).toBe(1);
  });

  it('sent twenty times at once with one key is one order, one charge and one answer', async () => {
    const productId = await stockedProduct(30);
    const { sessionId } = await readySession({ lineItems: [{ productId, quantity: 1 }] });
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => complete(sessionId, { key }).withResponse()),
    );
    const bodies = new Set(answers.map(({ status, data }) => JSON.stringify([status, data])));
    expect([...bodies]).toHaveLength(1);
    expect(answers[0]?.status).toBe(202);

    const { orderId = '' } = await ended(sessionId);
    expect(orderId).toBe(answers[0]?.data.orderId);
    expect(await chargesFor(orderId)).toHaveLength(1);
    await cloud.settled();
    expect(await getStock(productId)).toBe(29);
  });

  it('creates exactly ten orders when fifty customers buy the last ten units', async () => {
    const productId = await stockedProduct(10);
    const sessions = await Promise.all(
      Array.from({ length: 50 }, () => readySession({ lineItems: [{ productId, quantity: 1 }] })),
    );
    const answers = await Promise.allSettled(sessions.map(({ sessionId }) => complete(sessionId)));
    const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []));
    for (const problem of refused) expect(problem).toMatchObject({ code: 'checkout.insufficient-stock' });
    const outcomes = [];
    for (const { sessionId } of sessions) outcomes.push(await ended(sessionId));

    // The stock projection rejects some at once; the reservation rejects the rest.
    const bought = outcomes.filter(({ status }) => status === 'completed');
    const open = outcomes.filter(({ status }) => status === 'open');
    expect([bought.length, open.length]).toEqual([10, 40]);
    const reasons = new Set(open.flatMap(({ failure }) => failure?.code ?? []));
    expect([...reasons]).toEqual(['stock.insufficient']);
    expect(new Set(bought.map(({ orderId }) => orderId)).size).toBe(10);
    await cloud.settled();
    expect(await getStock(productId)).toBe(0);
  });
});

describe('an order', () => {
  it('refunds and restocks a canceled order once', async () => {
    const productId = await stockedProduct(5);
    const session = await readySession({ as: 'customer', lineItems: [{ productId, quantity: 2 }] });
    const { orderId } = await completed(session.sessionId, { as: 'customer' });
    const cancel = (idempotencyKey = randomUUID()) =>
      customer.cancelOrder(orderId, { reason: 'Changed my mind' }, { idempotencyKey }).withResponse();
    const key = randomUUID();
    expect((await cancel(key)).status).toBe(202);
    expect((await cancel(key)).status).toBe(202);
    await waitUntil(async () => (await customer.getOrder(orderId)).status === 'canceled' || undefined);
    await cloud.settled();
    expect(await chargesFor(orderId)).toMatchObject([{ status: 'refunded' }]);
    expect(await getStock(productId)).toBe(5);
    await expect(cancel()).rejects.toMatchObject({ status: 409, code: 'order.not-cancelable' });
  });

  it('returns 404 for the order of another customer', async () => {
    const session = await readySession({ as: 'customer' });
    const { orderId } = await completed(session.sessionId, { as: 'customer' });
    const { orders: other } = clientOf('second-customer');
    await expect(other.getOrder(orderId)).rejects.toMatchObject({ status: 404, code: 'order.not-found' });
    await expect(other.cancelOrder(orderId, {})).rejects.toMatchObject({ code: 'order.not-found' });
    expect((await clientOf('staff').orders.getOrder(orderId)).orderId).toBe(orderId);
  });
});

import { describe, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import { runningCloud, waitUntil, type SeededUser } from '#libs/testing';
import { completeCheckout, seededProduct } from '../complete-checkout.ts';

const cancel = (orderId: string, as: SeededUser, key = newId('key')) =>
  runningCloud().call('POST', `/orders/${orderId}/cancel`, {
    as,
    headers: { 'idempotency-key': key },
    body: { reason: 'too late' },
  });
const read = async (orderId: string) =>
  (await runningCloud().call('GET', `/orders/${orderId}`, { as: 'customer' })).body;
const available = async (productId: string) =>
  (await runningCloud().call('GET', `/inventory/stock/${productId}`)).body.available as number;

describe('POST /orders/{orderId}/cancel', () => {
  it('refunds the payment, returns the stock and cancels the order', async () => {
    const productId = seededProduct(43);
    const before = await available(productId);
    const { orderId } = await completeCheckout({ productId });
    const key = newId('key');
    const first = await cancel(orderId, 'customer', key);
    expect([first.status, first.body]).toMatchObject([
      202,
      { orderId, cancellation: { reason: 'too late' } },
    ]);
    const repeated = await cancel(orderId, 'customer', key);
    expect([repeated.status, repeated.body]).toEqual([202, first.body]);

    const canceled = await waitUntil(async () => {
      const order = await read(orderId);
      return order.status === 'canceled' ? order : undefined;
    });
    const { total } = canceled.totals;
    expect(canceled.payment).toEqual({ status: 'refunded', amount: total, refunded: total });
    expect(await available(productId)).toBe(before);

    const late = await cancel(orderId, 'customer');
    expect([late.status, late.body.code]).toEqual([409, 'order.not-cancelable']);
  });

  it('returns 404 for another customer, and 202 for staff', async () => {
    const { orderId } = await completeCheckout();
    const other = await cancel(orderId, 'second-customer');
    expect([other.status, other.body.code]).toEqual([404, 'order.not-found']);
    expect((await cancel(orderId, 'staff')).status).toBe(202);
  });

  it('returns 400 without an Idempotency-Key', async () => {
    const path = `/orders/${newId('ord')}/cancel`;
    const response = await runningCloud().call('POST', path, { as: 'customer', body: {} });
    expect(response.status).toBe(400);
  });
});

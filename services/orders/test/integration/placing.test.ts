import { describe, expect, it } from '@jest/globals';
import { runningCloud } from '#libs/testing';
import { completeCheckout, seededProduct } from '../complete-checkout.ts';

const listCharges = async (orderId: string) => {
  const provider = await runningCloud().parameter('/tradewind/local/payments/provider-url');
  const response = await fetch(`${provider}/charges?reference=${orderId}`);
  return ((await response.json()) as { items: object[] }).items;
};
const available = async (productId: string) =>
  (await runningCloud().call('GET', `/inventory/stock/${productId}`)).body.available as number;

describe('POST /checkout/sessions/{sessionId}/complete', () => {
  it('places an order, captures the payment and commits the stock', async () => {
    const productId = seededProduct(41);
    const before = await available(productId);
    const attempt = await completeCheckout({ productId });
    expect(attempt).toMatchObject({ status: 'completed' });
    const order = await runningCloud().call('GET', `/orders/${attempt.orderId}`, { as: 'customer' });
    expect(order.status).toBe(200);
    expect(order.headers.get('etag')).toMatch(/^"\d+"$/);
    const { total } = order.body.totals;
    expect(order.body).toMatchObject({
      orderId: attempt.orderId,
      status: 'placed',
      lineItems: [{ productId, quantity: 2 }],
      payment: { status: 'captured', amount: total, refunded: 0 },
      shipments: [],
    });
    expect(await listCharges(attempt.orderId)).toMatchObject([{ status: 'captured', amount: total }]);
    expect(await available(productId)).toBe(before - 2);
  });

  it.each(['tok_timeout_after_charge', 'tok_unavailable_once'])(
    'charges once when %s requires a retry',
    async (paymentToken) => {
      const attempt = await completeCheckout({ paymentToken });
      expect(attempt).toMatchObject({ status: 'completed' });
      expect(await listCharges(attempt.orderId)).toMatchObject([{ status: 'captured' }]);
    },
  );

  it('leaves no order, charge or reservation when the card is declined', async () => {
    const productId = seededProduct(42);
    const before = await available(productId);
    const attempt = await completeCheckout({ productId, paymentToken: 'tok_declined' });
    expect(attempt).toMatchObject({ status: 'open', failure: { code: 'payment.declined' } });
    const order = await runningCloud().call('GET', `/orders/${attempt.orderId}`, { as: 'customer' });
    expect([order.status, order.body.code]).toEqual([404, 'order.not-found']);
    expect(await listCharges(attempt.orderId)).toEqual([]);
    expect(await available(productId)).toBe(before);
  });
});

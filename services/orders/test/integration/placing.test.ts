import { describe, expect, it } from '@jest/globals';
import { runningCloud } from '#libs/testing';
import { buy, seededProduct } from '../purchase.ts';

const chargesOf = async (orderId: string) => {
  const provider = await runningCloud().parameter('/tradewind/local/payments/provider-url');
  const response = await fetch(`${provider}/charges?reference=${orderId}`);
  return ((await response.json()) as { items: object[] }).items;
};
const available = async (productId: string) =>
  (await runningCloud().call('GET', `/inventory/stock/${productId}`)).body.available as number;

describe('a purchase', () => {
  it('ends as an order that its customer sees, paid for and taken from the stock', async () => {
    const productId = seededProduct(41);
    const before = await available(productId);
    const { body } = await buy({ productId });
    expect(body).toMatchObject({ status: 'completed' });
    const order = await runningCloud().call('GET', `/orders/${body.orderId}`, { as: 'customer' });
    expect(order.status).toBe(200);
    expect(order.headers.get('etag')).toMatch(/^"\d+"$/);
    const { total } = order.body.totals;
    expect(order.body).toMatchObject({
      orderId: body.orderId,
      status: 'placed',
      lineItems: [{ productId, quantity: 2 }],
      payment: { status: 'captured', amount: total, refunded: 0 },
      shipments: [],
    });
    expect(await chargesOf(body.orderId)).toMatchObject([{ status: 'captured', amount: total }]);
    expect(await available(productId)).toBe(before - 2);
  });

  it.each(['tok_timeout_after_charge', 'tok_unavailable_once'])(
    'charges once when %s makes a second try necessary',
    async (paymentToken) => {
      const { body } = await buy({ paymentToken });
      expect(body).toMatchObject({ status: 'completed' });
      expect(await chargesOf(body.orderId)).toMatchObject([{ status: 'captured' }]);
    },
  );

  it('leaves nothing behind when the card is declined', async () => {
    const productId = seededProduct(42);
    const before = await available(productId);
    const { body } = await buy({ productId, paymentToken: 'tok_declined' });
    expect(body).toMatchObject({ status: 'open', failure: { code: 'payment.declined' } });
    const order = await runningCloud().call('GET', `/orders/${body.orderId}`, { as: 'customer' });
    expect([order.status, order.body.code]).toEqual([404, 'order.not-found']);
    expect(await chargesOf(body.orderId)).toEqual([]);
    expect(await available(productId)).toBe(before);
  });
});

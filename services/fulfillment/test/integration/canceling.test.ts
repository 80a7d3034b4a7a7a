import { describe, expect, it } from '@jest/globals';
import { OrderPlaced } from '#libs/contracts';
import { newId } from '#libs/models';
import { runningCloud, waitUntil, type ApiResponse } from '#libs/testing';
import { bought, openedFor, orderOnce, readOrder, seededProduct, shipmentsOf, warehouse } from '../bought.ts';
import { delivery, messagesIn, send } from '../queues.ts';

const cancel = (orderId: string): Promise<ApiResponse> =>
  runningCloud().call('POST', `/orders/${orderId}/cancel`, {
    as: 'customer',
    headers: { 'idempotency-key': newId('key') },
    body: { reason: 'too late' },
  });
const available = async (productId: string) =>
  (await runningCloud().call('GET', `/inventory/stock/${productId}`)).body.available as number;
const chargesOf = async (orderId: string) => {
  const provider = await runningCloud().parameter('/tradewind/local/payments/provider-url');
  const response = await fetch(`${provider}/charges?reference=${orderId}`);
  return ((await response.json()) as { items: object[] }).items;
};
const statusesOf = async (orderId: string) => (await shipmentsOf(orderId)).map(({ status }) => status);
const parcel = { carrier: 'DHL', trackingNumber: 'T-9' };
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('an order that is canceled before it was sent', () => {
  it('gives money and stock back and calls its shipments off, each once, whatever is told again', async () => {
    const productId = seededProduct(63);
    const before = await available(productId);
    const orderId = await bought([{ productId, quantity: 2 }]);
    const shipmentId = await openedFor(orderId);
    const lineItems = [{ productId, quantity: 1 }];
    await warehouse('POST', `/${shipmentId}/pick`, { lineItems });
    expect((await cancel(orderId)).status).toBe(202);

    const canceled = await orderOnce(orderId, ({ status }) => status === 'canceled');
    const { total } = canceled.totals;
    const untouched = async () => {
      expect(await statusesOf(orderId)).toEqual(['canceled', 'canceled']);
      expect(await chargesOf(orderId)).toMatchObject([
        { status: 'refunded', amount: total, refunded: total },
      ]);
      expect(await available(productId)).toBe(before);
      const { etag, ...order } = await withTag(orderId);
      return { etag, order };
    };
    const end = await untouched();

    const { email, shippingAddress, shippingOption, totals, currency, placedAt } = canceled;
    const sold = { email, shippingAddress, shippingOption, totals, currency, placedAt };
    const told = { orderId, lineItems: canceled.lineItems, ...sold };
    const command = { orderId, reason: 'too late', correlationId: 'test' };
    for (let times = 0; times < 2; times++) {
      const placed = { source: 'orders', subject: orderId, revision: 2, data: told };
      await send('fulfillment', 'PlacedOrdersQueue', delivery(OrderPlaced, placed));
      await send('orders', 'CancelShipmentsQueue', { taskToken: 'of nobody any more', command });
    }
    await runningCloud().settled();
    expect(await untouched()).toEqual(end);
    await waitUntil(async () =>
      (await messagesIn('orders', 'CancelShipmentsQueue')) === 0 ? true : undefined,
    );
    expect(await messagesIn('orders', 'CancelShipmentsDeadLetterQueue')).toBe(0);
  });

  it('is not sent, when the warehouse only hears of it after the cancellation', async () => {
    const orderId = newId('ord');
    const command = { orderId, reason: 'too late', correlationId: 'test' };
    await send('orders', 'CancelShipmentsQueue', { taskToken: 'of nobody', command });
    await runningCloud().settled();
    const { body } = await runningCloud().call(
      'GET',
      `/orders/${await bought([{ productId: seededProduct(64), quantity: 1 }])}`,
      {
        as: 'customer',
      },
    );
    const { email, shippingAddress, shippingOption, lineItems, totals, currency, placedAt } = body;
    const data = { orderId, email, shippingAddress, shippingOption, lineItems, totals, currency, placedAt };
    const placed = { source: 'orders', subject: orderId, revision: 2, data };
    await send('fulfillment', 'PlacedOrdersQueue', delivery(OrderPlaced, placed));
    await runningCloud().settled();
    expect(await shipmentsOf(orderId)).toEqual([]);
  });
});

describe('an order that is canceled while it is being sent', () => {
  it.each([0, 0, 150, 300, 600])(
    'ends sent and paid, or held back and refunded (%d ms apart)',
    async (head) => {
      const productId = seededProduct(65);
      const orderId = await bought([{ productId, quantity: 1 }]);
      const shipmentId = await openedFor(orderId);
      await warehouse('POST', `/${shipmentId}/pick`, {});
      const before = await available(productId);
      const [asked, sent] = await Promise.all([
        cancel(orderId),
        pause(head).then(() => warehouse('POST', `/${shipmentId}/dispatch`, parcel)),
      ]);
      expect([200, 409]).toContain(sent.status);
      const isSent = sent.status === 200;
      const wasRefused = asked.status === 409;

      const end = await orderOnce(
        orderId,
        ({ status, cancellation }) =>
          status === 'canceled' ||
          (status === 'shipped' && (wasRefused || cancellation.refusedAt !== undefined)),
      );
      await runningCloud().settled();
      expect(await readOrder(orderId)).toEqual(end);
      const { total } = end.totals;
      const [charge] = (await chargesOf(orderId)) as [{ status: string }];
      expect({
        order: end.status,
        shipments: await statusesOf(orderId),
        payment: end.payment,
        charge: charge.status,
        stock: await available(productId),
      }).toEqual(
        isSent
          ? {
              order: 'shipped',
              shipments: ['dispatched'],
              payment: { status: 'captured', amount: total, refunded: 0 },
              charge: 'captured',
              stock: before,
            }
          : {
              order: 'canceled',
              shipments: ['canceled'],
              payment: { status: 'refunded', amount: total, refunded: total },
              charge: 'refunded',
              stock: before + 1,
            },
      );
    },
  );

  it('goes on, tells why, and is not asked again, when the parcel was quicker', async () => {
    const orderId = await sentWhileCanceled();
    const end = await orderOnce(orderId, ({ cancellation }) => cancellation.refusedAt !== undefined);
    expect(end.cancellation).toMatchObject({ reason: 'too late', refusalCode: 'shipment.dispatched' });
    await orderOnce(orderId, ({ status }) => status === 'shipped');
    const again = await cancel(orderId);
    expect([again.status, again.body.code]).toEqual([409, 'order.not-cancelable']);
  });
});

/** An order whose parcel leaves before orders hears of it: where the news was quicker than the request, the next. */
async function sentWhileCanceled(): Promise<string> {
  const orderId = await bought([{ productId: seededProduct(66), quantity: 1 }]);
  const shipmentId = await openedFor(orderId);
  await warehouse('POST', `/${shipmentId}/pick`, {});
  const [sent, asked] = await Promise.all([
    warehouse('POST', `/${shipmentId}/dispatch`, parcel),
    cancel(orderId),
  ]);
  return sent.status === 200 && asked.status === 202 ? orderId : sentWhileCanceled();
}

async function withTag(orderId: string) {
  const { body, headers } = await runningCloud().call('GET', `/orders/${orderId}`, { as: 'customer' });
  return { ...body, etag: headers.get('etag') };
}

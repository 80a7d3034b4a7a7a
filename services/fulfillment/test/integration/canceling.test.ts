import { describe, expect, it } from '@jest/globals';
import { OrderPlaced } from '#libs/contracts';
import { newId } from '#libs/models';
import { runningCloud, waitUntil, type ApiResponse } from '#libs/testing';
import {
  placeOrder,
  firstShipmentId,
  waitForOrder,
  readOrder,
  seededProduct,
  listShipments,
  warehouse,
} from '../place-order.ts';
import { toEvent, countMessages, send } from '../queues.ts';

const cancel = (orderId: string): Promise<ApiResponse> =>
  runningCloud().call('POST', `/orders/${orderId}/cancel`, {
    as: 'customer',
    headers: { 'idempotency-key': newId('key') },
    body: { reason: 'too late' },
  });
const available = async (productId: string) =>
  (await runningCloud().call('GET', `/inventory/stock/${productId}`)).body.available as number;
const listCharges = async (orderId: string) => {
  const provider = await runningCloud().parameter('/tradewind/local/payments/provider-url');
  const response = await fetch(`${provider}/charges?reference=${orderId}`);
  return ((await response.json()) as { items: object[] }).items;
};
const shipmentStatuses = async (orderId: string) =>
  (await listShipments(orderId)).map(({ status }) => status);
const parcel = { carrier: 'DHL', trackingNumber: 'T-9' };

describe('an order that is canceled before dispatch', () => {
  it('is refunded and restocked once, and its shipments are canceled, despite repeated events', async () => {
    const productId = seededProduct(63);
    const before = await available(productId);
    const orderId = await placeOrder([{ productId, quantity: 2 }]);
    const shipmentId = await firstShipmentId(orderId);
    const lineItems = [{ productId, quantity: 1 }];
    await warehouse('POST', `/${shipmentId}/pick`, { lineItems });
    expect((await cancel(orderId)).status).toBe(202);

    const canceled = await waitForOrder(orderId, ({ status }) => status === 'canceled');
    const { total } = canceled.totals;
    const expectCanceled = async () => {
      expect(await shipmentStatuses(orderId)).toEqual(['canceled', 'canceled']);
      expect(await listCharges(orderId)).toMatchObject([
        { status: 'refunded', amount: total, refunded: total },
      ]);
      expect(await available(productId)).toBe(before);
      const { etag, ...order } = await readOrderWithETag(orderId);
      return { etag, order };
    };
    const end = await expectCanceled();

    const { email, shippingAddress, shippingOption, totals, currency, placedAt } = canceled;
    const details = { email, shippingAddress, shippingOption, totals, currency, placedAt };
    const data = { orderId, lineItems: canceled.lineItems, ...details };
    const command = { orderId, reason: 'too late', correlationId: 'test' };
    for (let times = 0; times < 2; times++) {
      const placed = { source: 'orders', subject: orderId, revision: 2, data };
      await send('fulfillment', 'PlacedOrdersQueue', toEvent(OrderPlaced, placed));
      await send('orders', 'CancelShipmentsQueue', { taskToken: 'expired', command });
    }
    await runningCloud().settled();
    expect(await expectCanceled()).toEqual(end);
    await waitUntil(async () =>
      (await countMessages('orders', 'CancelShipmentsQueue')) === 0 ? true : undefined,
    );
    expect(await countMessages('orders', 'CancelShipmentsDeadLetterQueue')).toBe(0);
  });

  it('gets no shipment when OrderPlaced arrives after the cancellation', async () => {
    const orderId = newId('ord');
    const command = { orderId, reason: 'too late', correlationId: 'test' };
    await send('orders', 'CancelShipmentsQueue', { taskToken: 'unknown', command });
    await runningCloud().settled();
    const { body } = await runningCloud().call(
      'GET',
      `/orders/${await placeOrder([{ productId: seededProduct(64), quantity: 1 }])}`,
      {
        as: 'customer',
      },
    );
    const { email, shippingAddress, shippingOption, lineItems, totals, currency, placedAt } = body;
    const data = { orderId, email, shippingAddress, shippingOption, lineItems, totals, currency, placedAt };
    const placed = { source: 'orders', subject: orderId, revision: 2, data };
    await send('fulfillment', 'PlacedOrdersQueue', toEvent(OrderPlaced, placed));
    await runningCloud().settled();
    expect(await listShipments(orderId)).toEqual([]);
  });
});

describe('an order that is canceled during dispatch', () => {
  // When the dispatch begins.
  it.each<[string, (orderId: string, cancellation: Promise<unknown>) => Promise<unknown>]>([
    ['at the same time', async () => {}],
    ['at the same time, again', async () => {}],
    ['when the cancellation is accepted', (_orderId, cancellation) => cancellation],
    [
      'when the shipment is canceled',
      (orderId) => waitUntil(async () => (await shipmentStatuses(orderId))[0] === 'canceled'),
    ],
    ['when the order is canceled', (orderId) => waitForOrder(orderId, ({ status }) => status === 'canceled')],
  ])('ends either shipped and paid or canceled and refunded (%s)', async (_, begin) => {
    const productId = seededProduct(65);
    const orderId = await placeOrder([{ productId, quantity: 1 }]);
    const shipmentId = await firstShipmentId(orderId);
    await warehouse('POST', `/${shipmentId}/pick`, {});
    const before = await available(productId);
    const canceling = cancel(orderId);
    const [cancellation, dispatched] = await Promise.all([
      canceling,
      begin(orderId, canceling).then(() => warehouse('POST', `/${shipmentId}/dispatch`, parcel)),
    ]);
    expect([200, 409]).toContain(dispatched.status);
    const isDispatched = dispatched.status === 200;
    const wasRejected = cancellation.status === 409;

    const end = await waitForOrder(
      orderId,
      (order) =>
        order.status === 'canceled' ||
        (order.status === 'shipped' && (wasRejected || order.cancellation.rejectedAt !== undefined)),
    );
    await runningCloud().settled();
    expect(await readOrder(orderId)).toEqual(end);
    const { total } = end.totals;
    const [charge] = (await listCharges(orderId)) as [{ status: string }];
    expect({
      order: end.status,
      shipments: await shipmentStatuses(orderId),
      payment: end.payment,
      charge: charge.status,
      stock: await available(productId),
    }).toEqual(
      isDispatched
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
  });

  it('continues and cannot be canceled again when the dispatch came first', async () => {
    const orderId = await dispatchDuringCancellation();
    const end = await waitForOrder(orderId, ({ cancellation }) => cancellation.rejectedAt !== undefined);
    expect(end.cancellation).toMatchObject({ reason: 'too late', rejectionCode: 'shipment.dispatched' });
    await waitForOrder(orderId, ({ status }) => status === 'shipped');
    const repeated = await cancel(orderId);
    expect([repeated.status, repeated.body.code]).toEqual([409, 'order.not-cancelable']);
  });
});

/** Dispatches a shipment before orders consumes the event; repeats with another order when the event was faster. */
async function dispatchDuringCancellation(): Promise<string> {
  const orderId = await placeOrder([{ productId: seededProduct(66), quantity: 1 }]);
  const shipmentId = await firstShipmentId(orderId);
  await warehouse('POST', `/${shipmentId}/pick`, {});
  const [dispatched, cancellation] = await Promise.all([
    warehouse('POST', `/${shipmentId}/dispatch`, parcel),
    cancel(orderId),
  ]);
  return dispatched.status === 200 && cancellation.status === 202 ? orderId : dispatchDuringCancellation();
}

async function readOrderWithETag(orderId: string) {
  const { body, headers } = await runningCloud().call('GET', `/orders/${orderId}`, { as: 'customer' });
  return { ...body, etag: headers.get('etag') };
}

import { describe, expect, it } from '@jest/globals';
import { AppError } from '#libs/errors';
import { newOrigin, toOrigin, type Origin } from '#libs/lambda';
import { money, newId } from '#libs/models';
import { fixedClock, inMemoryRecordRepository, NOON, purchaseEvents } from '#libs/testing';
import type { Order } from '../models/order.ts';
import { placementOf } from '../models/placement.ts';
import { cancelOrder } from './cancel-order.ts';
import { confirmOrder } from './confirm-order.ts';
import { followShipment } from './follow-shipment.ts';
import { keepRefund } from './keep-refund.ts';
import { markCanceled } from './mark-canceled.ts';
import { placeOrder } from './place-order.ts';
import { refuseCancellation } from './refuse-cancellation.ts';
import { rejectOrder } from './reject-order.ts';
import { startCancellation } from './start-cancellation.ts';
import { startPlacement } from './start-placement.ts';

const request = (at = new Date(NOON)) => toOrigin(newOrigin(at.getTime()));
const failure = { code: 'payment.declined', detail: 'Pay with another card.' };

function shop() {
  const orders = inMemoryRecordRepository<Order>(['orderId']);
  const now = fixedClock();
  const deps = { orders, now };
  const { placeOrder: command, step } = placementOf(purchaseEvents().submitted);
  const { orderId, customerId = '' } = command.order;
  const caller = { kind: 'user', customerId, groups: ['customer'] } as const;
  return {
    orderId,
    caller,
    deps,
    now,
    place: () => placeOrder(command, deps),
    confirm: () => confirmOrder(step, deps),
    reject: () => rejectOrder({ ...command, failure }, deps),
    cancel: ({ origin = request(now()), ifMatch }: { origin?: Origin; ifMatch?: string } = {}) =>
      cancelOrder({ orderId, reason: 'too late', ifMatch, caller, origin }, deps),
    markCanceled: () => markCanceled(step, deps),
    refunded: (total: number) => {
      const amounts = { amount: money(1, 'EUR'), refundedTotal: money(total, 'EUR') };
      return keepRefund({ data: { paymentId: newId('pay'), orderId, ...amounts } }, deps);
    },
    standing: () => orders.records()[0],
  };
}

describe('placing an order', () => {
  it('is done once, and stands when it is confirmed', async () => {
    const { place, confirm, standing, now } = shop();
    await place();
    await place();
    expect(standing()).toMatchObject({ status: 'pending', version: 1 });
    await confirm();
    now.advance(60);
    await confirm();
    expect(standing()).toMatchObject({
      status: 'placed',
      placedAt: '2030-01-01T12:00:00.000Z',
      version: 2,
    });
  });

  it('is refused once it is rejected, and the other way round', async () => {
    const late = shop();
    expect(await late.reject()).toEqual({ failure });
    await expect(late.place()).rejects.toMatchObject({ kind: 'conflict', code: 'order.rejected' });
    await expect(late.confirm()).rejects.toMatchObject({ code: 'order.rejected' });

    const standing = shop();
    await standing.place();
    await standing.confirm();
    await expect(standing.reject()).rejects.toMatchObject({ code: 'order.placed' });
  });

  it('leaves a rejected order with its reason, until it expires', async () => {
    const { place, reject, standing } = shop();
    await place();
    await reject();
    await reject();
    expect(standing()).toMatchObject({ status: 'rejected', failure, version: 2 });
    expect(standing()?.expiresAt).toBeGreaterThan(1_893_499_200);
  });
});

describe('canceling an order', () => {
  it('is done once, with all of the money back', async () => {
    const { place, confirm, cancel, markCanceled: mark, standing } = shop();
    await place();
    await confirm();
    await cancel();
    await mark();
    const canceled = standing();
    await mark();
    expect(standing()).toEqual(canceled);
    expect(canceled).toMatchObject({
      status: 'canceled',
      refundedTotal: 5990,
      cancellation: { reason: 'too late', canceledAt: '2030-01-01T12:00:00.000Z' },
    });
  });

  it('is answered alike to who asks again because no answer came, whatever came of it since', async () => {
    const { place, confirm, cancel, markCanceled: mark, standing } = shop();
    await place();
    await confirm();
    const asked = { origin: request(), ifMatch: '"2"' };
    const first = await cancel(asked);
    expect(await cancel(asked)).toEqual(first);
    await mark();
    expect(await cancel(asked)).toMatchObject({ status: 'canceled', version: 4 });
    expect(standing()).toMatchObject({ version: 4 });
  });

  it('is taken where only the answer of the write was lost, which the SDK then repeats in vain', async () => {
    const { place, confirm, orderId, caller, deps, standing } = shop();
    await place();
    await confirm();
    const replace: typeof deps.orders.replace = async (order) => {
      await deps.orders.replace(order);
      throw new AppError('conflict', 'record.changed');
    };
    const orders = { ...deps.orders, replace };
    const asked = { orderId, ifMatch: '"2"', caller, origin: request() };
    expect(await cancelOrder(asked, { orders })).toMatchObject({ status: 'canceling', version: 3 });
    expect(standing()).toMatchObject({ status: 'canceling', version: 3 });
  });

  it('is refused before the order stands, and to another request once one was taken', async () => {
    const { place, confirm, cancel } = shop();
    await expect(cancel()).rejects.toMatchObject({ kind: 'not-found', code: 'order.not-found' });
    await place();
    await expect(cancel()).rejects.toMatchObject({ code: 'order.not-found' });
    await confirm();
    await cancel();
    await expect(cancel()).rejects.toMatchObject({ kind: 'conflict', code: 'order.not-cancelable' });
  });

  it('is for its customer and staff', async () => {
    const { place, confirm, orderId, deps } = shop();
    await place();
    await confirm();
    const customerId = 'f3c5b4a6-2d0e-4b57-9a77-0c6a52e1a002';
    const by = (groups: string[]) =>
      cancelOrder(
        { orderId, ifMatch: undefined, caller: { kind: 'user', customerId, groups }, origin: request() },
        deps,
      );
    await expect(by(['customer'])).rejects.toMatchObject({ code: 'order.not-found' });
    expect(await by(['staff'])).toMatchObject({ cancellation: { reason: 'staff-request' } });
  });

  it('is refused to who has seen another version', async () => {
    const { place, confirm, cancel } = shop();
    await place();
    await confirm();
    await expect(cancel({ ifMatch: '"1"' })).rejects.toMatchObject({
      kind: 'precondition-failed',
      code: 'record.changed',
    });
  });
});

describe('a refund', () => {
  it('is noted once, in whatever order the totals come', async () => {
    const { place, confirm, refunded, standing } = shop();
    await place();
    await confirm();
    for (const total of [300, 100, 300]) await refunded(total);
    expect(standing()).toMatchObject({ refundedTotal: 300, version: 3 });
  });

  it('of an order that never came on record concerns nobody', async () => {
    const { refunded, standing } = shop();
    await refunded(300);
    expect(standing()).toBeUndefined();
  });
});

describe('shipments', () => {
  it('are followed through the events of fulfillment, each of which may come twice', async () => {
    const { place, confirm, orderId, deps, standing } = shop();
    await place();
    await confirm();
    const lineItems = standing()!.lineItems.map(({ productId, quantity }) => ({ productId, quantity }));
    const tracking = { carrier: 'DHL', trackingNumber: 'T-1', dispatchedAt: '2030-01-02T12:00:00.000Z' };
    const shipment = { shipmentId: newId('shp'), lineItems, ...tracking };
    const dispatched = { data: { ...shipment, orderId, email: 'ada@example.com' } };
    const deliveredAt = '2030-01-03T12:00:00.000Z';
    for (const news of [{ data: { ...dispatched.data, deliveredAt } }, dispatched, dispatched])
      await followShipment(news, deps);
    expect(standing()).toMatchObject({
      status: 'delivered',
      shipments: [{ ...shipment, deliveredAt }],
      version: 3,
    });
  });

  it('that left before the warehouse heard of the cancellation end it', async () => {
    const { place, confirm, cancel, orderId, deps, standing } = shop();
    await place();
    await confirm();
    await cancel();
    for (let times = 0; times < 2; times++)
      await refuseCancellation({ orderId, code: 'shipment.dispatched' }, deps);
    expect(standing()).toMatchObject({
      status: 'placed',
      cancellation: { refusedAt: deps.now().toISOString(), refusalCode: 'shipment.dispatched' },
      version: 4,
    });
  });
});

describe('the sagas', () => {
  it('start once for each order, under its id', async () => {
    const started: [string, object][] = [];
    const machine = { startOnce: async (name: string, input: object) => void started.push([name, input]) };
    const event = purchaseEvents().submitted;
    await startPlacement(event, { placement: machine });
    const after = { orderId: 'ord_1', status: 'canceling', cancellation: { reason: 'too late' } };
    await startCancellation({ change: { after }, correlationId: 'c-2' }, { cancellation: machine });
    await startCancellation(
      { change: { after: { ...after, status: 'placed' } }, correlationId: 'c-3' },
      { cancellation: machine },
    );
    await startCancellation({ change: { before: after }, correlationId: 'c-4' }, { cancellation: machine });
    expect(started).toEqual([
      [event.data.orderId, placementOf(event)],
      ['ord_1', { orderId: 'ord_1', reason: 'too late', correlationId: 'c-2' }],
    ]);
  });
});

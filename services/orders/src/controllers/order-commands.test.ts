import { describe, expect, it } from '@jest/globals';
import { COMMAND_REFUSED } from '#libs/contracts';
import { AppError } from '#libs/errors';
import { newOrigin, toOrigin, type Origin } from '#libs/lambda';
import { money, newId } from '#libs/models';
import { fixedClock, NOON, purchaseEvents } from '#libs/testing';
import { inMemoryOrderRepository } from '../../test/in-memory-order-repository.ts';
import { toPlacement } from '../models/placement.ts';
import { cancelOrder, type Cancellation } from './cancel-order.ts';
import { trackShipment } from './track-shipment.ts';
import { recordRefund } from './record-refund.ts';
import { markCanceled } from './mark-canceled.ts';
import { placeOrder } from './place-order.ts';
import { rejectCancellation } from './reject-cancellation.ts';
import { rejectOrder } from './reject-order.ts';
import { startCancellation } from './start-cancellation.ts';
import { startPlacement } from './start-placement.ts';

const request = (at = new Date(NOON)) => toOrigin(newOrigin(at.getTime()));
const failure = { code: 'payment.declined', detail: 'Pay with another card.' };
const refused = (refusal: object) => ({
  Error: COMMAND_REFUSED,
  Cause: JSON.stringify({ errorType: COMMAND_REFUSED, errorMessage: JSON.stringify(refusal) }),
});

function setup() {
  const orders = inMemoryOrderRepository();
  const now = fixedClock();
  const deps = { orders, now };
  const { placeOrder: command, step } = toPlacement(purchaseEvents().submitted);
  const { orderId, customerId = '' } = command.order;
  const caller = { kind: 'customer', customerId } as const;
  return {
    orderId,
    caller,
    deps,
    now,
    place: () => placeOrder(command, deps),
    reject: () => rejectOrder({ ...command, error: refused(failure) }, deps),
    cancel: ({ origin = request(now()), ifMatch }: { origin?: Origin; ifMatch?: string } = {}) =>
      cancelOrder({ orderId, reason: 'too late', ifMatch, caller, origin }, deps),
    markCanceled: () => markCanceled(step, deps),
    refunded: (total: number) => {
      const amounts = {
        amount: money(1, 'EUR'),
        refundedTotal: money(total, 'EUR'),
        isFullyRefunded: false,
      };
      return recordRefund({ data: { paymentId: newId('pay'), orderId, ...amounts } }, deps);
    },
    current: () => orders.records()[0],
  };
}

describe('placing an order', () => {
  it('creates the order once', async () => {
    const { place, current, now } = setup();
    await place();
    now.advance(60);
    await place();
    expect(current()).toMatchObject({
      status: 'placed',
      placedAt: '2030-01-01T12:00:00.000Z',
      version: 1,
    });
  });

  it('is rejected after RejectOrder, and RejectOrder is rejected after placement', async () => {
    const late = setup();
    expect(await late.reject()).toEqual({ failure });
    await expect(late.place()).rejects.toMatchObject({ kind: 'conflict', code: 'order.rejected' });

    const placed = setup();
    await placed.place();
    await expect(placed.reject()).rejects.toMatchObject({ code: 'order.placed' });
  });

  it('keeps a rejected order with its failure until it expires', async () => {
    const { reject, current } = setup();
    await reject();
    expect(await reject()).toEqual({ failure });
    expect(current()).toMatchObject({ status: 'rejected', failure, version: 1 });
    expect(current()?.expiresAt).toBeGreaterThan(1_893_499_200);
  });
});

describe('canceling an order', () => {
  it('completes once with a full refund', async () => {
    const { place, cancel, markCanceled: mark, current } = setup();
    await place();
    await cancel();
    await mark();
    const canceled = current();
    await mark();
    expect(current()).toEqual(canceled);
    expect(canceled).toMatchObject({
      status: 'canceled',
      refundedTotal: 5990,
      cancellation: { reason: 'too late', canceledAt: '2030-01-01T12:00:00.000Z' },
    });
  });

  it('returns the current order to a retried request', async () => {
    const { place, cancel, markCanceled: mark, current } = setup();
    await place();
    const asked = { origin: request(), ifMatch: '"1"' };
    const first = await cancel(asked);
    expect(await cancel(asked)).toEqual(first);
    await mark();
    expect(await cancel(asked)).toMatchObject({ status: 'canceled', version: 3 });
    expect(current()).toMatchObject({ version: 3 });
  });

  it('succeeds when the response to the write is lost and the SDK retry conflicts', async () => {
    const { place, orderId, caller, deps, current } = setup();
    await place();
    const replace: typeof deps.orders.replace = async (order) => {
      await deps.orders.replace(order);
      throw new AppError('conflict', 'record.changed');
    };
    const orders = { ...deps.orders, replace };
    const asked = { orderId, ifMatch: '"1"', caller, origin: request() };
    expect(await cancelOrder(asked, { orders })).toMatchObject({ status: 'canceling', version: 2 });
    expect(current()).toMatchObject({ status: 'canceling', version: 2 });
  });

  it('is rejected before placement, of a rejected order and after another cancellation request', async () => {
    const rejected = setup();
    await rejected.reject();
    await expect(rejected.cancel()).rejects.toMatchObject({ code: 'order.not-found' });
    const { place, cancel } = setup();
    await expect(cancel()).rejects.toMatchObject({ kind: 'not-found', code: 'order.not-found' });
    await place();
    await cancel();
    await expect(cancel()).rejects.toMatchObject({ kind: 'conflict', code: 'order.not-cancelable' });
  });

  it('is allowed for the customer and for staff', async () => {
    const { place, orderId, deps } = setup();
    await place();
    const userId = 'f3c5b4a6-2d0e-4b57-9a77-0c6a52e1a002';
    const by = (caller: Cancellation['caller']) =>
      cancelOrder({ orderId, ifMatch: undefined, caller, origin: request() }, deps);
    const other = by({ kind: 'customer', customerId: userId });
    await expect(other).rejects.toMatchObject({ code: 'order.not-found' });
    expect(await by({ kind: 'staff', staffId: userId })).toMatchObject({
      cancellation: { reason: 'staff-request' },
    });
  });

  it('is rejected when If-Match names another version', async () => {
    const { place, cancel } = setup();
    await place();
    await expect(cancel({ ifMatch: '"2"' })).rejects.toMatchObject({
      kind: 'precondition-failed',
      code: 'record.changed',
    });
  });
});

describe('a refund', () => {
  it('is recorded once, in any order of events', async () => {
    const { place, refunded, current } = setup();
    await place();
    for (const total of [300, 100, 300]) await refunded(total);
    expect(current()).toMatchObject({ refundedTotal: 300, version: 2 });
  });

  it('is ignored for an order that does not exist', async () => {
    const { refunded, current } = setup();
    await refunded(300);
    expect(current()).toBeUndefined();
  });
});

describe('shipments', () => {
  it('are updated by repeated and out-of-order events of fulfillment', async () => {
    const { place, orderId, deps, current } = setup();
    await place();
    const lineItems = current()!.lineItems.map(({ productId, quantity }) => ({ productId, quantity }));
    const tracking = { carrier: 'DHL', trackingNumber: 'T-1', dispatchedAt: '2030-01-02T12:00:00.000Z' };
    const shipment = { shipmentId: newId('shp'), lineItems, ...tracking };
    const dispatched = { data: { ...shipment, orderId, email: 'ada@example.com' } };
    const deliveredAt = '2030-01-03T12:00:00.000Z';
    for (const event of [{ data: { ...dispatched.data, deliveredAt } }, dispatched, dispatched])
      await trackShipment(event, deps);
    expect(current()).toMatchObject({
      status: 'delivered',
      shipments: [{ ...shipment, deliveredAt }],
      version: 2,
    });
  });

  it('dispatched before the cancellation reject it', async () => {
    const { place, cancel, orderId, deps, current } = setup();
    await place();
    await cancel();
    for (let times = 0; times < 2; times++)
      await rejectCancellation({ orderId, error: refused({ code: 'shipment.dispatched' }) }, deps);
    expect(current()).toMatchObject({
      status: 'placed',
      cancellation: { rejectedAt: deps.now().toISOString(), rejectionCode: 'shipment.dispatched' },
      version: 3,
    });
  });
});

describe('rejecting a cancellation', () => {
  it('is refused for any other error than a dispatched shipment', async () => {
    const { place, cancel, orderId, deps, current } = setup();
    await place();
    await cancel();
    const error = refused({ code: 'shipment.lost' });
    await expect(rejectCancellation({ orderId, error }, deps)).rejects.toMatchObject({
      code: 'cancellation.not-rejectable',
    });
    expect(current()).toMatchObject({ status: 'canceling' });
  });
});

describe('the sagas', () => {
  it('start once per order, with the order id as the execution name', async () => {
    const started: [string, object][] = [];
    const machine = { startOnce: async (name: string, input: object) => void started.push([name, input]) };
    const event = purchaseEvents().submitted;
    await startPlacement(event, { placement: machine });
    const after = {
      orderId: 'ord_1',
      status: 'canceling',
      totals: event.data.totals,
      cancellation: { reason: 'too late' },
    };
    await startCancellation({ change: { after }, correlationId: 'c-2' }, { cancellation: machine });
    await startCancellation(
      { change: { after: { ...after, status: 'placed' } }, correlationId: 'c-3' },
      { cancellation: machine },
    );
    await startCancellation({ change: { before: after }, correlationId: 'c-4' }, { cancellation: machine });
    const free = { ...after, orderId: 'ord_2', totals: { ...after.totals, total: 0 } };
    await startCancellation({ change: { after: free }, correlationId: 'c-5' }, { cancellation: machine });
    expect(started).toEqual([
      [event.data.orderId, toPlacement(event)],
      ['ord_1', { orderId: 'ord_1', reason: 'too late', isPaymentRequired: true, correlationId: 'c-2' }],
      ['ord_2', { orderId: 'ord_2', reason: 'too late', isPaymentRequired: false, correlationId: 'c-5' }],
    ]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { AppError } from '#libs/errors';
import { newId } from '#libs/models';
import { fixedClock, purchaseEvents } from '#libs/testing';
import { inMemoryFulfillmentRepository } from '../../test/in-memory-fulfillment-repository.ts';
import { cancelShipment } from './cancel-shipment.ts';
import { cancelShipments } from './cancel-shipments.ts';
import { deliverShipment } from './deliver-shipment.ts';
import { dispatchShipment } from './dispatch-shipment.ts';
import { getShipment } from './get-shipment.ts';
import { holdShipments } from './hold-shipments.ts';
import { listShipments } from './list-shipments.ts';
import { openShipment } from './open-shipment.ts';
import { pickShipment } from './pick-shipment.ts';

const parcel = { carrier: 'DHL', trackingNumber: 'T-1' };

function setup() {
  const fulfillments = inMemoryFulfillmentRepository();
  const deps = { fulfillments, now: fixedClock() };
  const order = purchaseEvents().placed;
  const { orderId } = order.data;
  const all = async () => (await fulfillments.get(orderId))?.shipments ?? [];
  const ref = (shipmentId: string, ifMatch?: string) => ({ shipmentId, ifMatch });
  return {
    fulfillments,
    deps,
    orderId,
    all,
    ref,
    open: () => openShipment(order, deps),
    first: async () => ref((await all())[0]!.shipmentId),
    statuses: async () => (await all()).map(({ status }) => status),
    refund: (isFullyRefunded = true) => {
      const { refunded } = purchaseEvents();
      return holdShipments({ ...refunded, data: { ...refunded.data, orderId, isFullyRefunded } }, deps);
    },
    cancelAll: () => cancelShipments({ orderId, reason: 'too late', correlationId: 'c-1' }, deps),
  };
}

describe('opening an order', () => {
  it('creates one shipment for a repeated event', async () => {
    const { open, statuses } = setup();
    await open();
    await open();
    expect(await statuses()).toEqual(['pending']);
  });

  it('creates no shipment for an order that was canceled before', async () => {
    const { open, cancelAll, statuses } = setup();
    await cancelAll();
    await cancelAll();
    await open();
    expect(await statuses()).toEqual([]);
  });
});

describe('a refund in full', () => {
  const refunded = { kind: 'conflict', code: 'shipment.payment-refunded' };

  it('holds the shipments, and shows staff why', async () => {
    const { open, refund, first, deps, orderId } = setup();
    await open();
    const shipment = await first();
    await refund();
    await refund();
    await expect(pickShipment(shipment, deps)).rejects.toMatchObject(refunded);
    const hold = { reason: 'payment-refunded', since: purchaseEvents().refunded.occurredAt };
    expect(await getShipment(shipment.shipmentId, deps)).toMatchObject({ status: 'pending', hold });
    expect((await listShipments({ orderId, limit: 10 }, deps)).items).toMatchObject([{ hold }]);
  });

  it('keeps a picked shipment from being dispatched, but not a dispatched one from being delivered', async () => {
    const { open, refund, first, ref, deps } = setup();
    await open();
    const shipment = await first();
    await pickShipment(shipment, deps);
    const { productId } = (await getShipment(shipment.shipmentId, deps)).lineItems[0]!;
    const lineItems = [{ productId, quantity: 1 }];
    const { followUpShipmentId = '' } = await dispatchShipment({ ...shipment, ...parcel, lineItems }, deps);
    await refund();
    expect(await deliverShipment(shipment, deps)).toMatchObject({ status: 'delivered' });
    await expect(pickShipment(ref(followUpShipmentId), deps)).rejects.toMatchObject(refunded);
    const second = setup();
    await second.open();
    await pickShipment(await second.first(), second.deps);
    await second.refund();
    const dispatched = dispatchShipment({ ...(await second.first()), ...parcel }, second.deps);
    await expect(dispatched).rejects.toMatchObject(refunded);
  });

  it('holds the shipment of an order whose OrderPlaced arrives later', async () => {
    const { open, refund, first, deps, statuses } = setup();
    await refund();
    await refund();
    await open();
    await open();
    expect(await statuses()).toEqual(['pending']);
    await expect(pickShipment(await first(), deps)).rejects.toMatchObject(refunded);
  });

  it('leaves a canceled order as it is, and a canceled order opens no shipment', async () => {
    const { open, refund, cancelAll, statuses } = setup();
    await refund();
    await cancelAll();
    await refund();
    await open();
    expect(await statuses()).toEqual([]);
  });

  it('does not hold anything when it is partial', async () => {
    const { open, refund, first, deps } = setup();
    await refund(false);
    await open();
    await refund(false);
    expect(await pickShipment(await first(), deps)).toMatchObject({ status: 'picked' });
  });

  it('decides a race with pick and dispatch: none succeeds after it', async () => {
    const { open, refund, first, deps, all } = setup();
    await open();
    const shipment = await first();
    await pickShipment(shipment, deps);
    const [dispatched] = await Promise.allSettled([
      dispatchShipment({ ...shipment, ...parcel }, deps),
      refund(),
    ]);
    const [after] = await all();
    expect(dispatched.status === 'fulfilled').toBe(after!.status === 'dispatched');
    expect(after!.hold !== undefined).toBe(after!.status === 'picked');
  });
});

describe('transitioning a shipment', () => {
  it('picks, dispatches and delivers it', async () => {
    const { open, first, deps } = setup();
    await open();
    const shipment = await first();
    expect(await pickShipment(shipment, deps)).toMatchObject({ status: 'picked', version: 2 });
    expect(await dispatchShipment({ ...shipment, ...parcel }, deps)).toMatchObject({
      ...parcel,
      version: 3,
    });
    const end = await deliverShipment(shipment, deps);
    expect(end).toMatchObject({ status: 'delivered', version: 4 });
    expect(end).not.toHaveProperty('followUpShipmentId');
    await expect(deliverShipment(shipment, deps)).rejects.toMatchObject({
      kind: 'conflict',
      code: 'shipment.delivered',
    });
  });

  it('returns the follow-up shipment', async () => {
    const { open, first, all, deps } = setup();
    await open();
    const { lineItems } = (await all())[0]!;
    const part = [{ productId: lineItems[0]!.productId, quantity: 1 }];
    const picked = await pickShipment({ ...(await first()), lineItems: part }, deps);
    expect(picked.followUpShipmentId).toBe((await all())[1]!.shipmentId);
    const canceled = await cancelShipment({ ...(await first()), reason: 'broken' }, deps);
    expect(canceled.followUpShipmentId).toBe((await all())[2]!.shipmentId);
  });

  it('is rejected when If-Match names another version, independent of other shipments', async () => {
    const { open, first, all, ref, deps } = setup();
    await open();
    const { shipmentId } = await first();
    const part = [{ productId: (await all())[0]!.lineItems[0]!.productId, quantity: 1 }];
    const { followUpShipmentId = '' } = await pickShipment(
      { ...ref(shipmentId, '"1"'), lineItems: part },
      deps,
    );
    await expect(dispatchShipment({ ...ref(shipmentId, '"1"'), ...parcel }, deps)).rejects.toMatchObject({
      kind: 'precondition-failed',
      code: 'record.changed',
    });
    expect(await pickShipment(ref(followUpShipmentId, '"1"'), deps)).toMatchObject({ status: 'picked' });
    await expect(pickShipment(ref(newId('shp')), deps)).rejects.toMatchObject({
      code: 'shipment.not-found',
    });
  });

  it('retries on conflicts and eventually throws unavailable', async () => {
    const { open, first, fulfillments, deps } = setup();
    await open();
    let conflicts = 2;
    const conflicting = {
      ...fulfillments,
      replace: async (...saved: Parameters<typeof fulfillments.replace>) => {
        if (conflicts-- > 0) throw new AppError('conflict', 'record.changed');
        return fulfillments.replace(...saved);
      },
    };
    expect(await pickShipment(await first(), { ...deps, fulfillments: conflicting })).toMatchObject({
      status: 'picked',
    });
    conflicts = 100;
    await expect(
      dispatchShipment({ ...(await first()), ...parcel }, { ...deps, fulfillments: conflicting }),
    ).rejects.toMatchObject({ kind: 'unavailable', code: 'fulfillment.busy' });
  });
});

describe('canceling an order', () => {
  it('cancels all shipments once, without follow-up shipments', async () => {
    const { open, first, cancelAll, all, statuses, deps } = setup();
    await open();
    await pickShipment(await first(), deps);
    await cancelAll();
    const once = await all();
    await cancelAll();
    expect(await all()).toEqual(once);
    expect(await statuses()).toEqual(['canceled']);
    await expect(dispatchShipment({ ...(await first()), ...parcel }, deps)).rejects.toMatchObject({
      code: 'shipment.canceled',
    });
  });

  it('is rejected without changes when a shipment was dispatched', async () => {
    const { open, first, cancelAll, all, deps } = setup();
    await open();
    await pickShipment(await first(), deps);
    await dispatchShipment({ ...(await first()), ...parcel }, deps);
    const before = await all();
    await expect(cancelAll()).rejects.toMatchObject({ kind: 'conflict', code: 'shipment.dispatched' });
    expect(await all()).toEqual(before);
  });

  it('succeeds or fails as a whole when a shipment is dispatched concurrently', async () => {
    const { open, first, cancelAll, statuses, deps } = setup();
    await open();
    await pickShipment(await first(), deps);
    const shipment = await first();
    const both = await Promise.allSettled([dispatchShipment({ ...shipment, ...parcel }, deps), cancelAll()]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const isDispatched = both[0].status === 'fulfilled';
    expect(await statuses()).toEqual([isDispatched ? 'dispatched' : 'canceled']);
  });
});

describe('reading', () => {
  it('returns a shipment, or throws not-found', async () => {
    const { open, first, fulfillments } = setup();
    await open();
    const { shipmentId } = await first();
    expect(await getShipment(shipmentId, { fulfillments })).toMatchObject({ shipmentId, version: 1 });
    await expect(getShipment(newId('shp'), { fulfillments })).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('lists pending shipments by default, or by status and order', async () => {
    const { open, first, fulfillments, orderId, deps } = setup();
    await open();
    const shipment = await first();
    const page = { limit: 20 };
    const ids = async (query: Parameters<typeof listShipments>[0]) =>
      (await listShipments(query, { fulfillments })).items.map(({ shipmentId }) => shipmentId);
    expect(await ids(page)).toEqual([shipment.shipmentId]);
    await pickShipment(shipment, deps);
    expect(await ids(page)).toEqual([]);
    expect(await ids({ ...page, status: 'picked' })).toEqual([shipment.shipmentId]);
    expect(await ids({ ...page, orderId })).toEqual([shipment.shipmentId]);
    expect(await ids({ ...page, orderId, status: 'pending' })).toEqual([]);
    const { items } = await listShipments({ ...page, orderId }, { fulfillments });
    expect(items[0]).not.toHaveProperty('version');
  });
});

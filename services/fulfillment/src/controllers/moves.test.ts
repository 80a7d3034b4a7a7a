import { describe, expect, it } from '@jest/globals';
import { AppError } from '#libs/errors';
import { newId } from '#libs/models';
import { fixedClock, purchaseEvents } from '#libs/testing';
import { inMemoryFulfillmentStore } from '../../test/in-memory-fulfillment-store.ts';
import { cancelShipment } from './cancel-shipment.ts';
import { cancelShipments } from './cancel-shipments.ts';
import { deliverShipment } from './deliver-shipment.ts';
import { dispatchShipment } from './dispatch-shipment.ts';
import { getShipment } from './get-shipment.ts';
import { listShipments } from './list-shipments.ts';
import { openShipment } from './open-shipment.ts';
import { pickShipment } from './pick-shipment.ts';

const parcel = { carrier: 'DHL', trackingNumber: 'T-1' };

function warehouse() {
  const store = inMemoryFulfillmentStore();
  const deps = { store, now: fixedClock() };
  const order = purchaseEvents().placed;
  const { orderId } = order.data;
  const all = async () => (await store.ofOrder(orderId))?.shipments ?? [];
  const ref = (shipmentId: string, ifMatch?: string) => ({ shipmentId, ifMatch });
  return {
    store,
    deps,
    orderId,
    all,
    ref,
    open: () => openShipment(order, deps),
    first: async () => ref((await all())[0]!.shipmentId),
    statuses: async () => (await all()).map(({ status }) => status),
    cancelAll: () => cancelShipments({ orderId, reason: 'too late', correlationId: 'c-1' }, deps),
  };
}

describe('opening', () => {
  it('is done once, however often the order is told of', async () => {
    const { open, statuses } = warehouse();
    await open();
    await open();
    expect(await statuses()).toEqual(['pending']);
  });

  it('is not done for an order that was canceled before', async () => {
    const { open, cancelAll, statuses } = warehouse();
    await cancelAll();
    await cancelAll();
    await open();
    expect(await statuses()).toEqual([]);
  });
});

describe('moving a shipment', () => {
  it('goes from the shelf to the buyer', async () => {
    const { open, first, deps } = warehouse();
    await open();
    const shipment = await first();
    expect(await pickShipment(shipment, deps)).toMatchObject({ status: 'picked', version: 2 });
    expect(await dispatchShipment({ ...shipment, ...parcel }, deps)).toMatchObject({
      ...parcel,
      version: 3,
    });
    const end = await deliverShipment(shipment, deps);
    expect(end).toMatchObject({ status: 'delivered', version: 4 });
    expect(end).not.toHaveProperty('remainderShipmentId');
    await expect(deliverShipment(shipment, deps)).rejects.toMatchObject({
      kind: 'conflict',
      code: 'shipment.delivered',
    });
  });

  it('names the shipment that has the rest', async () => {
    const { open, first, all, deps } = warehouse();
    await open();
    const { lineItems } = (await all())[0]!;
    const some = [{ productId: lineItems[0]!.productId, quantity: 1 }];
    const picked = await pickShipment({ ...(await first()), lineItems: some }, deps);
    expect(picked.remainderShipmentId).toBe((await all())[1]!.shipmentId);
    const given = await cancelShipment({ ...(await first()), reason: 'broken' }, deps);
    expect(given.remainderShipmentId).toBe((await all())[2]!.shipmentId);
  });

  it('is refused to who has seen another version, whatever became of its neighbors', async () => {
    const { open, first, all, ref, deps } = warehouse();
    await open();
    const { shipmentId } = await first();
    const some = [{ productId: (await all())[0]!.lineItems[0]!.productId, quantity: 1 }];
    const { remainderShipmentId: rest = '' } = await pickShipment(
      { ...ref(shipmentId, '"1"'), lineItems: some },
      deps,
    );
    await expect(dispatchShipment({ ...ref(shipmentId, '"1"'), ...parcel }, deps)).rejects.toMatchObject({
      kind: 'precondition-failed',
      code: 'record.changed',
    });
    expect(await pickShipment(ref(rest, '"1"'), deps)).toMatchObject({ status: 'picked' });
    await expect(pickShipment(ref(newId('shp')), deps)).rejects.toMatchObject({
      code: 'shipment.not-found',
    });
  });

  it('tries again when another shipment of the order moved meanwhile, and gives up at last', async () => {
    const { open, first, store, deps } = warehouse();
    await open();
    let races = 2;
    const racing = {
      ...store,
      save: async (...saved: Parameters<typeof store.save>) => {
        if (races-- > 0) throw new AppError('conflict', 'record.changed');
        return store.save(...saved);
      },
    };
    expect(await pickShipment(await first(), { ...deps, store: racing })).toMatchObject({
      status: 'picked',
    });
    races = 100;
    await expect(
      dispatchShipment({ ...(await first()), ...parcel }, { ...deps, store: racing }),
    ).rejects.toMatchObject({ kind: 'unavailable', code: 'fulfillment.busy' });
  });
});

describe('canceling an order', () => {
  it('cancels what is not sent, once, and replaces nothing', async () => {
    const { open, first, cancelAll, all, statuses, deps } = warehouse();
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

  it('is refused when something was sent, and changes nothing', async () => {
    const { open, first, cancelAll, all, deps } = warehouse();
    await open();
    await pickShipment(await first(), deps);
    await dispatchShipment({ ...(await first()), ...parcel }, deps);
    const before = await all();
    await expect(cancelAll()).rejects.toMatchObject({ kind: 'conflict', code: 'shipment.dispatched' });
    expect(await all()).toEqual(before);
  });

  it('and sending it at the same moment: one of them happens', async () => {
    const { open, first, cancelAll, statuses, deps } = warehouse();
    await open();
    await pickShipment(await first(), deps);
    const shipment = await first();
    const both = await Promise.allSettled([dispatchShipment({ ...shipment, ...parcel }, deps), cancelAll()]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const isSent = both[0].status === 'fulfilled';
    expect(await statuses()).toEqual([isSent ? 'dispatched' : 'canceled']);
  });
});

describe('reading', () => {
  it('shows one shipment, or says that there is none', async () => {
    const { open, first, store } = warehouse();
    await open();
    const { shipmentId } = await first();
    expect(await getShipment(shipmentId, { store })).toMatchObject({ shipmentId, version: 1 });
    await expect(getShipment(newId('shp'), { store })).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('lists what is to be picked, or what is asked for', async () => {
    const { open, first, store, orderId, deps } = warehouse();
    await open();
    const shipment = await first();
    const page = { limit: 20 };
    const ids = async (query: Parameters<typeof listShipments>[0]) =>
      (await listShipments(query, { store })).items.map(({ shipmentId }) => shipmentId);
    expect(await ids(page)).toEqual([shipment.shipmentId]);
    await pickShipment(shipment, deps);
    expect(await ids(page)).toEqual([]);
    expect(await ids({ ...page, status: 'picked' })).toEqual([shipment.shipmentId]);
    expect(await ids({ ...page, orderId })).toEqual([shipment.shipmentId]);
    expect(await ids({ ...page, orderId, status: 'pending' })).toEqual([]);
    const { items } = await listShipments({ ...page, orderId }, { store });
    expect(items[0]).not.toHaveProperty('version');
  });
});

import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { purchaseEvents } from '#libs/testing';
import { webhookWorkshop } from '../../test/webhook-workshop.ts';
import { orderContactOf } from '../models/contact.ts';
import { fanOut } from './fan-out.ts';

const DAY_SECONDS = 86_400;

describe('fanning an event out', () => {
  it('makes a delivery for each endpoint of its customer that asked for it, and for nobody else’s', async () => {
    const { endpoint, deps } = webhookWorkshop();
    const { placed, canceled, customerId } = purchaseEvents();
    const mine = [await endpoint(customerId), await endpoint(customerId)];
    await endpoint(randomUUID());
    await fanOut(placed, deps);
    await fanOut(canceled, deps);
    const made = deps.deliveries.all();
    expect(made.map(({ endpointId }) => endpointId).toSorted()).toEqual(
      mine.map(({ endpointId }) => endpointId).toSorted(),
    );
    expect(new Set(made.map(({ type }) => type))).toEqual(new Set(['order.placed']));
  });

  it('makes no second delivery of an event that comes again', async () => {
    const { endpoint, deps, messages } = webhookWorkshop();
    const { placed, customerId } = purchaseEvents();
    await endpoint(customerId);
    for (let times = 0; times < 3; times++) await fanOut(placed, deps);
    expect([deps.deliveries.all().length, messages.length]).toEqual([1, 1]);
  });

  it('finds the customer of a payment by the order, however late that is heard of', async () => {
    const { endpoint, deps } = webhookWorkshop();
    const { failed, submitted, customerId } = purchaseEvents();
    await endpoint(customerId);
    await expect(fanOut(failed, deps)).rejects.toMatchObject({ kind: 'unavailable' });
    await deps.contacts.keepOrder(orderContactOf(submitted));
    await fanOut(failed, deps);
    expect(deps.deliveries.all()).toMatchObject([{ type: 'payment.failed', customerId }]);
  });

  it('tells of a refund also when the contact of its order has aged, if the event names the customer', async () => {
    const { endpoint, deps, now } = webhookWorkshop();
    const { refunded, customerId } = purchaseEvents();
    await endpoint(customerId);
    now.advance(180 * DAY_SECONDS - 1);
    await expect(fanOut(refunded, deps)).rejects.toMatchObject({ code: 'contact.not-heard-yet' });
    now.advance(2);
    await fanOut(refunded, deps);
    expect(deps.deliveries.all()).toEqual([]);
    await fanOut({ ...refunded, data: { ...refunded.data, customerId } }, deps);
    expect(deps.deliveries.all()).toMatchObject([{ type: 'payment.refunded', customerId }]);
  });

  it('has nobody to tell of what a guest bought', async () => {
    const { deps } = webhookWorkshop();
    const { placed, failed, submitted } = purchaseEvents();
    const asGuest = <E extends { readonly data: object }>(event: E): E => {
      const { customerId: _, ...data } = event.data as { customerId?: string };
      return { ...event, data } as unknown as E;
    };
    await deps.contacts.keepOrder(orderContactOf(asGuest(submitted)));
    for (const event of [asGuest(placed), failed, submitted]) await fanOut(event, deps);
    expect(deps.deliveries.all()).toEqual([]);
  });
});

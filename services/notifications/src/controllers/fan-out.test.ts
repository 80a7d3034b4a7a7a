import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { purchaseEvents } from '#libs/testing';
import { webhookHarness } from '../../test/webhook-harness.ts';
import { toOrderContact } from '../models/contact.ts';
import { fanOut } from './fan-out.ts';

const DAY_SECONDS = 86_400;

describe('fanOut', () => {
  it('creates a delivery for each subscribed endpoint of the customer, and for no other endpoint', async () => {
    const { endpoint, deps } = webhookHarness();
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

  it('creates no second delivery for a duplicate event, also under another id', async () => {
    const { endpoint, deps, messages } = webhookHarness();
    const { placed, customerId } = purchaseEvents();
    await endpoint(customerId);
    for (const id of [placed.id, placed.id, 'published-again']) await fanOut({ ...placed, id }, deps);
    expect([deps.deliveries.all().length, messages.length]).toEqual([1, 1]);
  });

  it('finds the customer of a payment by its order, even if the order arrives later', async () => {
    const { endpoint, deps } = webhookHarness();
    const { failed, submitted, customerId } = purchaseEvents();
    await endpoint(customerId);
    await expect(fanOut(failed, deps)).rejects.toMatchObject({ kind: 'unavailable' });
    await deps.contacts.insertOrderContact(toOrderContact(submitted));
    await fanOut(failed, deps);
    expect(deps.deliveries.all()).toMatchObject([{ type: 'payment.failed', customerId }]);
  });

  it('delivers a refund after the contact of its order expired if the event contains the customer id', async () => {
    const { endpoint, deps, now } = webhookHarness();
    const { refunded, customerId } = purchaseEvents();
    await endpoint(customerId);
    now.advance(180 * DAY_SECONDS - 1);
    await expect(fanOut(refunded, deps)).rejects.toMatchObject({ code: 'contact.not-received' });
    now.advance(2);
    await fanOut(refunded, deps);
    expect(deps.deliveries.all()).toEqual([]);
    await fanOut({ ...refunded, data: { ...refunded.data, customerId } }, deps);
    expect(deps.deliveries.all()).toMatchObject([{ type: 'payment.refunded', customerId }]);
  });

  it('creates no delivery for the order of a guest', async () => {
    const { deps } = webhookHarness();
    const { placed, failed, submitted } = purchaseEvents();
    const asGuest = <E extends { readonly data: object }>(event: E): E => {
      const { customerId: _, ...data } = event.data as { customerId?: string };
      return { ...event, data } as unknown as E;
    };
    await deps.contacts.insertOrderContact(toOrderContact(asGuest(submitted)));
    for (const event of [asGuest(placed), failed, submitted]) await fanOut(event, deps);
    expect(deps.deliveries.all()).toEqual([]);
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AppError } from '#libs/errors';
import { purchaseEvents } from '#libs/testing';
import {
  cancelAll,
  deliver,
  dispatch,
  holdAll,
  newCanceledFulfillment,
  newExpectedFulfillment,
  openExpected,
  MAX_SHIPMENTS,
  openFulfillment,
  pick,
  replaceShipment,
  type Fulfillment,
} from './fulfillment.ts';
import { mergeLineItems, type ShipmentLineItem } from './line-items.ts';
import { isDispatched, canTransition, type ShipmentStatus } from './shipment.ts';

const now = new Date('2030-01-01T12:00:00.000Z');
const order = purchaseEvents().placed;
const [tea, pot] = order.data.lineItems.map(({ productId }) => productId) as [string, string];
const hold = { reason: 'payment-refunded' as const, since: '2030-01-02T09:00:00.000Z' };
const parcel = { carrier: 'DHL', trackingNumber: 'T-1' };
const summary = ({ shipments }: Fulfillment) =>
  shipments.map(({ status, lineItems }) => [status, ...lineItems.map(({ quantity }) => quantity)]);
const idAt = ({ shipments }: Fulfillment, index: number) => shipments[index]!.shipmentId;

describe('the shipments of an order', () => {
  const start = openFulfillment(order, now);

  it('start as one pending shipment with all units', () => {
    expect(summary(start)).toEqual([['pending', 2, 1]]);
    expect(start.order).toEqual({
      orderId: order.data.orderId,
      status: 'open',
      shipmentIds: [idAt(start, 0)],
    });
  });

  it('are split when a part is picked or dispatched', () => {
    const part = pick(start, idAt(start, 0), [{ productId: tea, quantity: 2 }], now);
    expect(summary(part)).toEqual([
      ['picked', 2],
      ['pending', 1],
    ]);
    const dispatched = dispatch(
      part,
      idAt(part, 0),
      { ...parcel, lineItems: [{ productId: tea, quantity: 1 }] },
      now,
    );
    expect(summary(dispatched)).toEqual([
      ['dispatched', 1],
      ['pending', 1],
      ['pending', 1],
    ]);
    expect(dispatched.shipments[0]).toMatchObject({ ...parcel, dispatchedAt: now.toISOString() });
    expect(dispatched.order.shipmentIds).toEqual(dispatched.shipments.map(({ shipmentId }) => shipmentId));
  });

  it('are replaced when staff cancel one', () => {
    const after = replaceShipment(start, idAt(start, 0), 'broken', now);
    expect(summary(after)).toEqual([
      ['canceled', 2, 1],
      ['pending', 2, 1],
    ]);
    expect(after.shipments[0]).toMatchObject({ cancelReason: 'broken' });
  });

  it('are all canceled once before the first dispatch', () => {
    const part = pick(start, idAt(start, 0), [{ productId: pot, quantity: 1 }], now);
    const canceled = cancelAll(part, 'too late', now);
    expect(summary(canceled)).toEqual([
      ['canceled', 1],
      ['canceled', 2],
    ]);
    expect(cancelAll(canceled, 'again', now)).toBe(canceled);
    expect(() => pick(canceled, idAt(canceled, 1), undefined, now)).toThrow('shipment.canceled');
  });

  it('cannot be canceled after the first dispatch', () => {
    const part = pick(start, idAt(start, 0), [{ productId: pot, quantity: 1 }], now);
    const dispatched = dispatch(part, idAt(part, 0), parcel, now);
    expect(() => cancelAll(dispatched, 'too late', now)).toThrow('shipment.dispatched');
    const delivered = deliver(dispatched, idAt(dispatched, 0), now);
    expect(() => cancelAll(delivered, 'too late', now)).toThrow('shipment.dispatched');
  });

  it('are never opened when the order was canceled first', () => {
    const blocked = newCanceledFulfillment(order.data.orderId, now);
    expect(blocked.order).toMatchObject({ status: 'canceled', shipmentIds: [] });
    expect(blocked.order.expiresAt).toBe(now.getTime() / 1000 + 30 * 86_400);
    expect(cancelAll(blocked, 'again', now)).toBe(blocked);
  });

  it('are held unless they were dispatched, and can still be canceled', () => {
    const picked = pick(start, idAt(start, 0), [{ productId: tea, quantity: 2 }], now);
    const sent = { ...parcel, lineItems: [{ productId: tea, quantity: 1 }] };
    const held = holdAll(dispatch(picked, idAt(picked, 0), sent, now), hold);
    expect(held.order.hold).toEqual(hold);
    expect(held.shipments.map(({ status, ...each }) => [status, each.hold])).toEqual([
      ['dispatched', undefined],
      ['pending', hold],
      ['pending', hold],
    ]);
    expect(() => pick(held, idAt(held, 1), undefined, now)).toThrow('shipment.payment-refunded');
    expect(deliver(held, idAt(held, 0), now).shipments[0]).toMatchObject({ status: 'delivered' });
    const replaced = replaceShipment(held, idAt(held, 1), 'broken', now);
    expect(replaced.shipments.at(-1)).toMatchObject({ status: 'pending', hold });
    expect(holdAll(held, { ...hold, since: now.toISOString() })).toBe(held);

    const whole = holdAll(pick(start, idAt(start, 0), undefined, now), hold);
    expect(() => dispatch(whole, idAt(whole, 0), parcel, now)).toThrow('shipment.payment-refunded');
    const canceled = cancelAll(whole, 'refunded', now);
    expect(summary(canceled)).toEqual([['canceled', 2, 1]]);
    expect(() => dispatch(canceled, idAt(canceled, 0), parcel, now)).toThrow('shipment.canceled');
    expect(holdAll(cancelAll(start, 'too late', now), hold).order.hold).toBeUndefined();
  });

  it('start on hold when the payment was refunded before', () => {
    const expected = newExpectedFulfillment(order.data.orderId, hold, now);
    expect(expected.order).toMatchObject({ status: 'expected', shipmentIds: [], hold });
    expect(expected.order.expiresAt).toBe(now.getTime() / 1000 + 30 * 86_400);
    const opened = openExpected(expected, order, now);
    expect(opened.order).toMatchObject({ status: 'open', hold });
    expect(opened.order).not.toHaveProperty('expiresAt');
    expect(opened.shipments).toMatchObject([{ status: 'pending', hold }]);
    expect(cancelAll(expected, 'too late', now).order).toMatchObject({ status: 'canceled' });
  });

  it('are limited to what one transaction can write', () => {
    let many = start;
    while (many.shipments.length < MAX_SHIPMENTS)
      many = replaceShipment(many, many.order.shipmentIds.at(-1)!, 'broken', now);
    expect(() => replaceShipment(many, many.order.shipmentIds.at(-1)!, 'broken', now)).toThrow(
      'shipment.limit-exceeded',
    );
    expect(summary(pick(many, many.order.shipmentIds.at(-1)!, undefined, now)).at(-1)?.[0]).toBe('picked');
  });
});

describe('any sequence of transitions', () => {
  const commands = ['pick', 'dispatch', 'deliver', 'replace', 'cancel-all', 'hold-all'] as const;
  const step = fc.record({
    command: fc.constantFrom(...commands, 'pick', 'pick', 'dispatch', 'dispatch', 'deliver'),
    at: fc.nat(2),
    part: fc.option(
      fc.record({ productId: fc.constantFrom(tea, pot), quantity: fc.integer({ min: 1, max: 4 }) }),
    ),
  });
  const target: Record<Exclude<(typeof commands)[number], `${string}-all`>, ShipmentStatus> = {
    pick: 'picked',
    dispatch: 'dispatched',
    deliver: 'delivered',
    replace: 'canceled',
  };
  type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

  function apply(fulfillment: Fulfillment, { command, at, part }: Step): Fulfillment {
    const shipmentId = idAt(fulfillment, at % fulfillment.shipments.length);
    const lineItems = part ? [part] : undefined;
    if (command === 'pick') return pick(fulfillment, shipmentId, lineItems, now);
    if (command === 'deliver') return deliver(fulfillment, shipmentId, now);
    if (command === 'replace') return replaceShipment(fulfillment, shipmentId, 'broken', now);
    if (command === 'hold-all') return holdAll(fulfillment, hold);
    if (command === 'cancel-all') return cancelAll(fulfillment, 'too late', now);
    return dispatch(fulfillment, shipmentId, { ...parcel, ...(lineItems && { lineItems }) }, now);
  }
  function attempt(fulfillment: Fulfillment, next: Step): { after: Fulfillment; rejection?: AppError } {
    try {
      return { after: apply(fulfillment, next) };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { after: fulfillment, rejection: error };
    }
  }
  const activeLineItems = ({ shipments }: Fulfillment): ShipmentLineItem[] =>
    mergeLineItems(
      shipments.filter(({ status }) => status !== 'canceled').flatMap(({ lineItems }) => lineItems),
    ).toSorted((a, b) => a.productId.localeCompare(b.productId));
  const sentUnits = ({ shipments }: Fulfillment) =>
    mergeLineItems(shipments.filter(isDispatched).flatMap(({ lineItems }) => lineItems));
  const all = activeLineItems(openFulfillment(order, now));

  it('neither loses nor duplicates units, and rejects illegal transitions without changes', () => {
    const ends = new Set<string>();
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 60, size: 'max' }), (steps) => {
        let fulfillment = openFulfillment(order, now);
        for (const next of steps) {
          const before = structuredClone(fulfillment);
          const shipment = fulfillment.shipments[next.at % fulfillment.shipments.length]!;
          const { after, rejection } = attempt(fulfillment, next);
          const { command } = next;
          const isLegal =
            command === 'cancel-all' || command === 'hold-all' || canTransition(shipment, target[command]);
          expect(isLegal || rejection !== undefined).toBe(true);
          expect(rejection?.kind ?? 'conflict').toBe('conflict');
          expect(fulfillment).toEqual(before);
          fulfillment = after;
          const isSent = JSON.stringify(sentUnits(after)) !== JSON.stringify(sentUnits(before));
          expect(isSent && before.order.hold !== undefined).toBe(false);

          const isCanceled = fulfillment.order.status === 'canceled';
          expect(activeLineItems(fulfillment)).toEqual(isCanceled ? [] : all);
          expect(isCanceled && fulfillment.shipments.some(isDispatched)).toBe(false);
          expect(fulfillment.order.shipmentIds).toEqual(
            fulfillment.shipments.map(({ shipmentId }) => shipmentId),
          );
        }
        for (const { status } of fulfillment.shipments) ends.add(status);
        ends.add(fulfillment.order.status);
      }),
      { numRuns: 300 },
    );
    expect([...ends].toSorted()).toEqual([
      'canceled',
      'delivered',
      'dispatched',
      'open',
      'pending',
      'picked',
    ]);
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AppError } from '#libs/errors';
import { purchaseEvents } from '#libs/testing';
import {
  canceledAltogether,
  delivered,
  dispatched,
  forestalled,
  MAX_SHIPMENTS,
  opened,
  picked,
  replaced,
  type Fulfillment,
} from './fulfillment.ts';
import { merged, type Pieces } from './pieces.ts';
import { isDispatched, canTransition, type ShipmentStatus } from './shipment.ts';

const now = new Date('2030-01-01T12:00:00.000Z');
const order = purchaseEvents().placed;
const [tea, pot] = order.data.lineItems.map(({ productId }) => productId) as [string, string];
const parcel = { carrier: 'DHL', trackingNumber: 'T-1' };
const standing = ({ shipments }: Fulfillment) =>
  shipments.map(({ status, lineItems }) => [status, ...lineItems.map(({ quantity }) => quantity)]);
const idAt = ({ shipments }: Fulfillment, index: number) => shipments[index]!.shipmentId;

describe('the shipments of an order', () => {
  const start = opened(order, now);

  it('begin as one that has everything', () => {
    expect(standing(start)).toEqual([['pending', 2, 1]]);
    expect(start.order).toEqual({
      orderId: order.data.orderId,
      status: 'open',
      shipmentIds: [idAt(start, 0)],
    });
  });

  it('split where only a part is picked or sent', () => {
    const part = picked(start, idAt(start, 0), [{ productId: tea, quantity: 2 }], now);
    expect(standing(part)).toEqual([
      ['picked', 2],
      ['pending', 1],
    ]);
    const sent = dispatched(
      part,
      idAt(part, 0),
      { ...parcel, lineItems: [{ productId: tea, quantity: 1 }] },
      now,
    );
    expect(standing(sent)).toEqual([
      ['dispatched', 1],
      ['pending', 1],
      ['pending', 1],
    ]);
    expect(sent.shipments[0]).toMatchObject({ ...parcel, dispatchedAt: now.toISOString() });
    expect(sent.order.shipmentIds).toEqual(sent.shipments.map(({ shipmentId }) => shipmentId));
  });

  it('are taken over by another when the warehouse gives one up', () => {
    const again = replaced(start, idAt(start, 0), 'broken', now);
    expect(standing(again)).toEqual([
      ['canceled', 2, 1],
      ['pending', 2, 1],
    ]);
    expect(again.shipments[0]).toMatchObject({ cancelReason: 'broken' });
  });

  it('are canceled altogether while nothing is gone, once', () => {
    const part = picked(start, idAt(start, 0), [{ productId: pot, quantity: 1 }], now);
    const off = canceledAltogether(part, 'too late', now);
    expect(standing(off)).toEqual([
      ['canceled', 1],
      ['canceled', 2],
    ]);
    expect(canceledAltogether(off, 'again', now)).toBe(off);
    expect(() => picked(off, idAt(off, 1), undefined, now)).toThrow('shipment.canceled');
  });

  it('are left alone when a carrier has some of them', () => {
    const part = picked(start, idAt(start, 0), [{ productId: pot, quantity: 1 }], now);
    const gone = dispatched(part, idAt(part, 0), parcel, now);
    expect(() => canceledAltogether(gone, 'too late', now)).toThrow('shipment.dispatched');
    const there = delivered(gone, idAt(gone, 0), now);
    expect(() => canceledAltogether(there, 'too late', now)).toThrow('shipment.dispatched');
  });

  it('are never opened where the order was canceled first', () => {
    const grave = forestalled(order.data.orderId, now);
    expect(grave.order).toMatchObject({ status: 'canceled', shipmentIds: [] });
    expect(grave.order.expiresAt).toBe(now.getTime() / 1000 + 30 * 86_400);
    expect(canceledAltogether(grave, 'again', now)).toBe(grave);
  });

  it('are never more than one transaction can write', () => {
    let many = start;
    while (many.shipments.length < MAX_SHIPMENTS)
      many = replaced(many, many.order.shipmentIds.at(-1)!, 'broken', now);
    expect(() => replaced(many, many.order.shipmentIds.at(-1)!, 'broken', now)).toThrow('shipment.too-many');
    expect(standing(picked(many, many.order.shipmentIds.at(-1)!, undefined, now)).at(-1)?.[0]).toBe('picked');
  });
});

describe('over any sequence of moves', () => {
  const moves = ['pick', 'dispatch', 'deliver', 'replace', 'cancel-all'] as const;
  const step = fc.record({
    move: fc.constantFrom(...moves, 'pick', 'pick', 'dispatch', 'dispatch', 'deliver'),
    at: fc.nat(2),
    part: fc.option(
      fc.record({ productId: fc.constantFrom(tea, pot), quantity: fc.integer({ min: 1, max: 4 }) }),
    ),
  });
  const target: Record<(typeof moves)[number], ShipmentStatus> = {
    pick: 'picked',
    dispatch: 'dispatched',
    deliver: 'delivered',
    replace: 'canceled',
    'cancel-all': 'canceled',
  };
  type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

  function taken(fulfillment: Fulfillment, { move, at, part }: Step): Fulfillment {
    const shipmentId = idAt(fulfillment, at % fulfillment.shipments.length);
    const lineItems = part ? [part] : undefined;
    if (move === 'pick') return picked(fulfillment, shipmentId, lineItems, now);
    if (move === 'deliver') return delivered(fulfillment, shipmentId, now);
    if (move === 'replace') return replaced(fulfillment, shipmentId, 'broken', now);
    if (move === 'cancel-all') return canceledAltogether(fulfillment, 'too late', now);
    return dispatched(fulfillment, shipmentId, { ...parcel, ...(lineItems && { lineItems }) }, now);
  }
  function attempted(fulfillment: Fulfillment, next: Step): { after: Fulfillment; refusal?: AppError } {
    try {
      return { after: taken(fulfillment, next) };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { after: fulfillment, refusal: error };
    }
  }
  const alive = ({ shipments }: Fulfillment): Pieces[] =>
    merged(
      shipments.filter(({ status }) => status !== 'canceled').flatMap(({ lineItems }) => lineItems),
    ).toSorted((a, b) => a.productId.localeCompare(b.productId));
  const all = alive(opened(order, now));

  it('no piece is lost or doubled, and what is illegal is a conflict that changes nothing', () => {
    const ends = new Set<string>();
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 60, size: 'max' }), (steps) => {
        let fulfillment = opened(order, now);
        for (const next of steps) {
          const before = structuredClone(fulfillment);
          const shipment = fulfillment.shipments[next.at % fulfillment.shipments.length]!;
          const { after, refusal } = attempted(fulfillment, next);
          const isLegal = next.move === 'cancel-all' || canTransition(shipment, target[next.move]);
          expect(isLegal || refusal !== undefined).toBe(true);
          expect(refusal?.kind ?? 'conflict').toBe('conflict');
          expect(fulfillment).toEqual(before);
          fulfillment = after;

          const isOff = fulfillment.order.status === 'canceled';
          expect(alive(fulfillment)).toEqual(isOff ? [] : all);
          expect(isOff && fulfillment.shipments.some(isDispatched)).toBe(false);
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

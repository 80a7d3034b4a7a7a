import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AppError } from '#libs/errors';
import { purchase } from '#libs/testing';
import {
  cancelledAltogether,
  delivered,
  dispatched,
  forestalled,
  MAX_SHIPMENTS,
  opened,
  picked,
  replaced,
  type Fulfilment,
} from './fulfilment.ts';
import { merged, type Pieces } from './pieces.ts';
import { isDispatched, mayBecome, type ShipmentStatus } from './shipment.ts';

const now = new Date('2030-01-01T12:00:00.000Z');
const order = purchase().placed;
const [tea, pot] = order.data.lineItems.map(({ productId }) => productId) as [string, string];
const parcel = { carrier: 'DHL', trackingNumber: 'T-1' };
const standing = ({ shipments }: Fulfilment) =>
  shipments.map(({ status, lineItems }) => [status, ...lineItems.map(({ quantity }) => quantity)]);
const idAt = ({ shipments }: Fulfilment, index: number) => shipments[index]!.shipmentId;

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
      ['cancelled', 2, 1],
      ['pending', 2, 1],
    ]);
    expect(again.shipments[0]).toMatchObject({ cancelReason: 'broken' });
  });

  it('are cancelled altogether while nothing is gone, once', () => {
    const part = picked(start, idAt(start, 0), [{ productId: pot, quantity: 1 }], now);
    const off = cancelledAltogether(part, 'too late', now);
    expect(standing(off)).toEqual([
      ['cancelled', 1],
      ['cancelled', 2],
    ]);
    expect(cancelledAltogether(off, 'again', now)).toBe(off);
    expect(() => picked(off, idAt(off, 1), undefined, now)).toThrow('shipment.cancelled');
  });

  it('are left alone when a carrier has some of them', () => {
    const part = picked(start, idAt(start, 0), [{ productId: pot, quantity: 1 }], now);
    const gone = dispatched(part, idAt(part, 0), parcel, now);
    expect(() => cancelledAltogether(gone, 'too late', now)).toThrow('shipment.dispatched');
    const there = delivered(gone, idAt(gone, 0), now);
    expect(() => cancelledAltogether(there, 'too late', now)).toThrow('shipment.dispatched');
  });

  it('are never opened where the order was cancelled first', () => {
    const grave = forestalled(order.data.orderId, now);
    expect(grave.order).toMatchObject({ status: 'cancelled', shipmentIds: [] });
    expect(grave.order.expiresAt).toBe(now.getTime() / 1000 + 30 * 86_400);
    expect(cancelledAltogether(grave, 'again', now)).toBe(grave);
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
    replace: 'cancelled',
    'cancel-all': 'cancelled',
  };
  type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

  function taken(fulfilment: Fulfilment, { move, at, part }: Step): Fulfilment {
    const shipmentId = idAt(fulfilment, at % fulfilment.shipments.length);
    const lineItems = part ? [part] : undefined;
    if (move === 'pick') return picked(fulfilment, shipmentId, lineItems, now);
    if (move === 'deliver') return delivered(fulfilment, shipmentId, now);
    if (move === 'replace') return replaced(fulfilment, shipmentId, 'broken', now);
    if (move === 'cancel-all') return cancelledAltogether(fulfilment, 'too late', now);
    return dispatched(fulfilment, shipmentId, { ...parcel, ...(lineItems && { lineItems }) }, now);
  }
  function attempted(fulfilment: Fulfilment, next: Step): { after: Fulfilment; refusal?: AppError } {
    try {
      return { after: taken(fulfilment, next) };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { after: fulfilment, refusal: error };
    }
  }
  const alive = ({ shipments }: Fulfilment): Pieces[] =>
    merged(
      shipments.filter(({ status }) => status !== 'cancelled').flatMap(({ lineItems }) => lineItems),
    ).toSorted((a, b) => a.productId.localeCompare(b.productId));
  const all = alive(opened(order, now));

  it('no piece is lost or doubled, and what is illegal is a conflict that changes nothing', () => {
    const ends = new Set<string>();
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 60, size: 'max' }), (steps) => {
        let fulfilment = opened(order, now);
        for (const next of steps) {
          const before = structuredClone(fulfilment);
          const shipment = fulfilment.shipments[next.at % fulfilment.shipments.length]!;
          const { after, refusal } = attempted(fulfilment, next);
          const isLegal = next.move === 'cancel-all' || mayBecome(shipment, target[next.move]);
          expect(isLegal || refusal !== undefined).toBe(true);
          expect(refusal?.kind ?? 'conflict').toBe('conflict');
          expect(fulfilment).toEqual(before);
          fulfilment = after;

          const isOff = fulfilment.order.status === 'cancelled';
          expect(alive(fulfilment)).toEqual(isOff ? [] : all);
          expect(isOff && fulfilment.shipments.some(isDispatched)).toBe(false);
          expect(fulfilment.order.shipmentIds).toEqual(
            fulfilment.shipments.map(({ shipmentId }) => shipmentId),
          );
        }
        for (const { status } of fulfilment.shipments) ends.add(status);
        ends.add(fulfilment.order.status);
      }),
      { numRuns: 300 },
    );
    expect([...ends].toSorted()).toEqual([
      'cancelled',
      'delivered',
      'dispatched',
      'open',
      'pending',
      'picked',
    ]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { purchase } from '#libs/testing';
import {
  cancellationOf,
  mayBecome,
  moved,
  pendingOrder,
  refundedTo,
  rejection,
  stands,
  withoutCancellation,
} from './order.ts';
import { placementOf } from './placement.ts';

const now = new Date('2030-01-01T12:00:00.000Z');
const asked = { requestId: 'req_1', reason: 'too late', requestedAt: now.toISOString() };
const pending = pendingOrder(placementOf(purchase().submitted).placeOrder.order);
const placed = moved(pending, 'placed', { placedAt: now.toISOString() });
const statuses = [
  'pending',
  'rejected',
  'placed',
  'cancelling',
  'cancelled',
  'shipped',
  'delivered',
] as const;

describe('an order', () => {
  it('moves only as the table allows', () => {
    const allowed = statuses.flatMap((status) =>
      statuses.filter((next) => mayBecome({ status }, next)).map((next) => `${status} → ${next}`),
    );
    expect(allowed).toEqual([
      'pending → rejected',
      'pending → placed',
      'placed → cancelling',
      'placed → shipped',
      'placed → delivered',
      'cancelling → placed',
      'cancelling → cancelled',
      'cancelling → shipped',
      'cancelling → delivered',
      'shipped → delivered',
    ]);
  });

  it('says where it stands when it may not move', () => {
    expect(() => moved(placed, 'rejected')).toThrow('order.placed');
  });

  it('stands from when it is placed', () => {
    expect([stands(pending), stands(placed)]).toEqual([false, true]);
  });

  it('carries no payment token', () => {
    expect(JSON.stringify(pending)).not.toContain('tok_success');
  });

  it('can be cancelled while it is placed, and not once it is sent or about to be cancelled', () => {
    const cancelling = cancellationOf(placed, asked);
    expect(cancelling).toMatchObject({
      status: 'cancelling',
      cancellation: asked,
    });
    for (const order of [cancelling, moved(placed, 'shipped'), moved(cancelling, 'cancelled')])
      expect(() => cancellationOf(order, asked)).toThrow('order.not-cancellable');
  });

  it('goes on when it could not be held back, and is not asked to be cancelled again', () => {
    const cancelling = cancellationOf(placed, asked);
    const kept = withoutCancellation(cancelling, 'shipment.dispatched', now);
    expect(kept).toMatchObject({
      status: 'placed',
      cancellation: { refusedAt: now.toISOString(), refusalCode: 'shipment.dispatched' },
    });
    expect(withoutCancellation(kept, 'shipment.dispatched', now)).toBe(kept);
    expect(() => cancellationOf(kept, asked)).toThrow('order.not-cancellable');
    expect(() => withoutCancellation(moved(cancelling, 'cancelled'), 'late', now)).toThrow('order.cancelled');
  });

  it('knows what went back of its money, whatever order totals come in', () => {
    const partly = refundedTo(placed, 100);
    expect(partly.refundedTotal).toBe(100);
    expect(refundedTo(partly, 50)).toBe(partly);
  });

  it('is kept for ninety days after it was rejected', () => {
    const failure = { code: 'payment.declined' };
    expect(rejection(failure, now)).toEqual({ failure, expiresAt: 1_893_499_200 + 90 * 86_400 });
  });
});

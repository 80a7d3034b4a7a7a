import { describe, expect, it } from '@jest/globals';
import { purchaseEvents } from '#libs/testing';
import {
  cancellationOf,
  canTransition,
  transition,
  pendingOrder,
  refundedTo,
  rejection,
  isConfirmed,
  withoutCancellation,
} from './order.ts';
import { placementOf } from './placement.ts';

const now = new Date('2030-01-01T12:00:00.000Z');
const asked = { requestId: 'req_1', reason: 'too late', requestedAt: now.toISOString() };
const pending = pendingOrder(placementOf(purchaseEvents().submitted).placeOrder.order);
const placed = transition(pending, 'placed', { placedAt: now.toISOString() });
const statuses = ['pending', 'rejected', 'placed', 'canceling', 'canceled', 'shipped', 'delivered'] as const;

describe('an order', () => {
  it('moves only as the table allows', () => {
    const allowed = statuses.flatMap((status) =>
      statuses.filter((next) => canTransition({ status }, next)).map((next) => `${status} → ${next}`),
    );
    expect(allowed).toEqual([
      'pending → rejected',
      'pending → placed',
      'placed → canceling',
      'placed → shipped',
      'placed → delivered',
      'canceling → placed',
      'canceling → canceled',
      'canceling → shipped',
      'canceling → delivered',
      'shipped → delivered',
    ]);
  });

  it('says where it stands when it may not move', () => {
    expect(() => transition(placed, 'rejected')).toThrow('order.placed');
  });

  it('stands from when it is placed', () => {
    expect([isConfirmed(pending), isConfirmed(placed)]).toEqual([false, true]);
  });

  it('carries no payment token', () => {
    expect(JSON.stringify(pending)).not.toContain('tok_success');
  });

  it('can be canceled while it is placed, and not once it is sent or about to be canceled', () => {
    const canceling = cancellationOf(placed, asked);
    expect(canceling).toMatchObject({
      status: 'canceling',
      cancellation: asked,
    });
    for (const order of [canceling, transition(placed, 'shipped'), transition(canceling, 'canceled')])
      expect(() => cancellationOf(order, asked)).toThrow('order.not-cancelable');
  });

  it('goes on when it could not be held back, and is not asked to be canceled again', () => {
    const canceling = cancellationOf(placed, asked);
    const kept = withoutCancellation(canceling, 'shipment.dispatched', now);
    expect(kept).toMatchObject({
      status: 'placed',
      cancellation: { refusedAt: now.toISOString(), refusalCode: 'shipment.dispatched' },
    });
    expect(withoutCancellation(kept, 'shipment.dispatched', now)).toBe(kept);
    expect(() => cancellationOf(kept, asked)).toThrow('order.not-cancelable');
    expect(() => withoutCancellation(transition(canceling, 'canceled'), 'late', now)).toThrow(
      'order.canceled',
    );
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

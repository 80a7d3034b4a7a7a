import { describe, expect, it } from '@jest/globals';
import { purchaseEvents } from '#libs/testing';
import {
  requestCancellation,
  canTransition,
  transition,
  placedOrder,
  withRefundedTotal,
  rejectedOrder,
  type Order,
  isConfirmed,
  withRejectedCancellation,
} from './order.ts';
import { toPlacement } from './placement.ts';

const now = new Date('2030-01-01T12:00:00.000Z');
const request = { requestId: 'req_1', reason: 'too late', requestedAt: now.toISOString() };
const details = toPlacement(purchaseEvents().submitted).placeOrder.order;
const placed: Order = placedOrder(details, now);
const rejected = rejectedOrder(details, { code: 'payment.declined' }, now);
const statuses = ['rejected', 'placed', 'canceling', 'canceled', 'shipped', 'delivered'] as const;

describe('an order', () => {
  it('allows only the transitions in its table', () => {
    const allowed = statuses.flatMap((status) =>
      statuses.filter((next) => canTransition({ status }, next)).map((next) => `${status} → ${next}`),
    );
    expect(allowed).toEqual([
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

  it('rejects an illegal transition with its current status', () => {
    expect(() => transition(placed, 'rejected')).toThrow('order.placed');
  });

  it('is confirmed once it is placed', () => {
    expect([isConfirmed(rejected), isConfirmed(placed)]).toEqual([false, true]);
  });

  it('does not contain the payment token', () => {
    expect(JSON.stringify(placed)).not.toContain('tok_success');
  });

  it('can only be canceled while it is placed', () => {
    const canceling = requestCancellation(placed, request);
    expect(canceling).toMatchObject({
      status: 'canceling',
      cancellation: request,
    });
    for (const order of [canceling, transition(placed, 'shipped'), transition(canceling, 'canceled')])
      expect(() => requestCancellation(order, request)).toThrow('order.not-cancelable');
  });

  it('continues after a rejected cancellation and cannot be canceled again', () => {
    const canceling = requestCancellation(placed, request);
    const continued = withRejectedCancellation(canceling, 'shipment.dispatched', now);
    expect(continued).toMatchObject({
      status: 'placed',
      cancellation: { rejectedAt: now.toISOString(), rejectionCode: 'shipment.dispatched' },
    });
    expect(withRejectedCancellation(continued, 'shipment.dispatched', now)).toBe(continued);
    expect(() => requestCancellation(continued, request)).toThrow('order.not-cancelable');
    expect(() => withRejectedCancellation(transition(canceling, 'canceled'), 'late', now)).toThrow(
      'order.canceled',
    );
  });

  it('keeps the highest refunded total', () => {
    const partly = withRefundedTotal(placed, 100);
    expect(partly.refundedTotal).toBe(100);
    expect(withRefundedTotal(partly, 50)).toBe(partly);
  });

  it('expires ninety days after it was rejected', () => {
    expect(rejected).toMatchObject({
      status: 'rejected',
      failure: { code: 'payment.declined' },
      expiresAt: 1_893_499_200 + 90 * 86_400,
    });
  });
});

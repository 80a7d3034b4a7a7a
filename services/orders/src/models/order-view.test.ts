import { describe, expect, it } from '@jest/globals';
import { Value } from 'typebox/value';
import { purchaseEvents } from '#libs/testing';
import {
  requestCancellation,
  transition,
  placedOrder,
  withRefundedTotal,
  type ConfirmedOrder,
} from './order.ts';
import { OrderView, toOrderView } from './order-view.ts';
import { toPlacement } from './placement.ts';

const now = new Date('2030-01-01T12:00:00.000Z');
const request = { requestId: 'req_1', reason: 'too late', requestedAt: now.toISOString() };
const details = toPlacement(purchaseEvents().submitted).placeOrder.order;
const placed = placedOrder(details, now);

describe('viewOf', () => {
  it('matches its schema and omits internal fields', () => {
    const view = toOrderView({ ...placed, version: 7 } as ConfirmedOrder);
    expect(Value.Check(OrderView, view)).toBe(true);
    expect(view).not.toHaveProperty('version');
    expect(view).not.toHaveProperty('sessionId');
    expect(view).toMatchObject({
      status: 'placed',
      payment: { status: 'captured', amount: 5990, refunded: 0 },
    });
  });

  it('shows an order as placed until refund and restock completed', () => {
    const canceling = requestCancellation(placed, request);
    const { requestId: _, ...view } = request;
    expect(toOrderView(canceling)).toMatchObject({ status: 'placed' });
    expect(toOrderView(canceling).cancellation).toEqual(view);
    const canceled = transition(withRefundedTotal(canceling, 5990), 'canceled');
    expect(toOrderView(canceled)).toMatchObject({ status: 'canceled', payment: { status: 'refunded' } });
  });

  it('shows that an order with nothing to pay has no payment', () => {
    const free = { ...placed, totals: { ...placed.totals, discount: 5500, shipping: 0, total: 0 } };
    const view = toOrderView(free);
    expect(view.payment).toEqual({ status: 'not-required', amount: 0, refunded: 0 });
    expect(Value.Check(OrderView, view)).toBe(true);
  });

  it('distinguishes a partial from a full refund', () => {
    expect(toOrderView(withRefundedTotal(placed, 1)).payment).toEqual({
      status: 'partially-refunded',
      amount: 5990,
      refunded: 1,
    });
  });
});

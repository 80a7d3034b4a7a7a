import { describe, expect, it } from '@jest/globals';
import { Value } from 'typebox/value';
import { purchaseEvents } from '#libs/testing';
import { cancellationOf, transition, pendingOrder, refundedTo, type ConfirmedOrder } from './order.ts';
import { OrderView, viewOf } from './order-view.ts';
import { placementOf } from './placement.ts';

const now = new Date('2030-01-01T12:00:00.000Z');
const asked = { requestId: 'req_1', reason: 'too late', requestedAt: now.toISOString() };
const pending = pendingOrder(placementOf(purchaseEvents().submitted).placeOrder.order);
const placed = transition(pending, 'placed', { placedAt: now.toISOString() }) as ConfirmedOrder;

describe('viewOf', () => {
  it('shows what the declaration says, and nothing of the inside', () => {
    const view = viewOf({ ...placed, version: 7 } as ConfirmedOrder);
    expect(Value.Check(OrderView, view)).toBe(true);
    expect(view).not.toHaveProperty('version');
    expect(view).not.toHaveProperty('sessionId');
    expect(view).toMatchObject({
      status: 'placed',
      payment: { status: 'captured', amount: 5990, refunded: 0 },
    });
  });

  it('shows an order as placed until money and stock went back', () => {
    const canceling = cancellationOf(placed, asked);
    const { requestId: _, ...shown } = asked;
    expect(viewOf(canceling)).toMatchObject({ status: 'placed' });
    expect(viewOf(canceling).cancellation).toEqual(shown);
    const canceled = transition(refundedTo(canceling, 5990), 'canceled');
    expect(viewOf(canceled)).toMatchObject({ status: 'canceled', payment: { status: 'refunded' } });
  });

  it('tells a part that went back from all of it', () => {
    expect(viewOf(refundedTo(placed, 1)).payment).toEqual({
      status: 'partially-refunded',
      amount: 5990,
      refunded: 1,
    });
  });
});

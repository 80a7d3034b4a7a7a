import { describe, expect, it } from '@jest/globals';
import { OrderCanceled, OrderPlaced, type EventContract } from '#libs/contracts';
import type { DomainEvent } from '#libs/lambda';
import { purchaseEvents } from '#libs/testing';
import {
  cancellationOf,
  transition,
  pendingOrder,
  refundedTo,
  withoutCancellation,
  type Order,
} from './order.ts';
import { orderEvents } from './order-events.ts';
import { placementOf } from './placement.ts';

const now = new Date('2030-01-01T12:00:00.000Z');
const asked = { requestId: 'req_1', reason: 'too late', requestedAt: now.toISOString() };
const pending = pendingOrder(placementOf(purchaseEvents().submitted).placeOrder.order);
const placed = transition(pending, 'placed', { placedAt: now.toISOString() });
const canceling = cancellationOf(placed, asked);
const canceled = transition(canceling, 'canceled', {
  cancellation: { ...canceling.cancellation!, canceledAt: now.toISOString() },
});

const toEvents = (before: Order | undefined, after: Order) =>
  orderEvents({ ...(before && { before: { ...before } }), after: { ...after, version: 3 } });
const fits = (contract: EventContract, { data, subject, revision }: DomainEvent) =>
  contract.validate({
    id: 'e',
    type: contract.type,
    version: contract.version,
    source: 'orders',
    subject,
    revision,
    occurredAt: now.toISOString(),
    correlationId: 'c',
    data,
  });

describe('orderEvents', () => {
  it('tells of an order once it stands, as the contract says', () => {
    const [event, ...others] = toEvents(pending, placed);
    expect(others).toEqual([]);
    expect(event).toMatchObject({ contract: OrderPlaced, subject: placed.orderId, revision: 3 });
    expect(fits(OrderPlaced, event!)).toBe(true);
  });

  it('tells of an order that is canceled, as the contract says', () => {
    const [event] = toEvents(canceling, canceled);
    expect(event).toMatchObject({ contract: OrderCanceled, data: { reason: 'too late' } });
    expect(fits(OrderCanceled, event!)).toBe(true);
  });

  it('keeps everything else to itself', () => {
    const rejected = transition(pending, 'rejected');
    const quiet: [Order | undefined, Order][] = [
      [undefined, pending],
      [undefined, rejected],
      [pending, rejected],
      [placed, refundedTo(placed, 100)],
      [placed, canceling],
      [canceling, withoutCancellation(canceling, 'shipment.dispatched', now)],
    ];
    for (const [before, after] of quiet) expect(toEvents(before, after)).toEqual([]);
    expect(orderEvents({ before: { ...placed } })).toEqual([]);
  });
});

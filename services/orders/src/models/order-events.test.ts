import { describe, expect, it } from '@jest/globals';
import { OrderCancelled, OrderPlaced, type EventContract } from '#libs/contracts';
import type { Happened } from '#libs/lambda';
import { purchase } from '#libs/testing';
import { cancellationOf, moved, pendingOrder, refundedTo, withoutCancellation, type Order } from './order.ts';
import { orderEvents } from './order-events.ts';
import { placementOf } from './placement.ts';

const now = new Date('2030-01-01T12:00:00.000Z');
const asked = { requestId: 'req_1', reason: 'too late', requestedAt: now.toISOString() };
const pending = pendingOrder(placementOf(purchase().submitted).placeOrder.order);
const placed = moved(pending, 'placed', { placedAt: now.toISOString() });
const cancelling = cancellationOf(placed, asked);
const cancelled = moved(cancelling, 'cancelled', {
  cancellation: { ...cancelling.cancellation!, cancelledAt: now.toISOString() },
});

const eventsOf = (before: Order | undefined, after: Order) =>
  orderEvents({ ...(before && { before: { ...before } }), after: { ...after, version: 3 } });
const fits = (contract: EventContract, { data, subject, revision }: Happened) =>
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
    const [event, ...others] = eventsOf(pending, placed);
    expect(others).toEqual([]);
    expect(event).toMatchObject({ contract: OrderPlaced, subject: placed.orderId, revision: 3 });
    expect(fits(OrderPlaced, event!)).toBe(true);
  });

  it('tells of an order that is cancelled, as the contract says', () => {
    const [event] = eventsOf(cancelling, cancelled);
    expect(event).toMatchObject({ contract: OrderCancelled, data: { reason: 'too late' } });
    expect(fits(OrderCancelled, event!)).toBe(true);
  });

  it('keeps everything else to itself', () => {
    const rejected = moved(pending, 'rejected');
    const quiet: [Order | undefined, Order][] = [
      [undefined, pending],
      [undefined, rejected],
      [pending, rejected],
      [placed, refundedTo(placed, 100)],
      [placed, cancelling],
      [cancelling, withoutCancellation(cancelling, 'shipment.dispatched', now)],
    ];
    for (const [before, after] of quiet) expect(eventsOf(before, after)).toEqual([]);
    expect(orderEvents({ before: { ...placed } })).toEqual([]);
  });
});

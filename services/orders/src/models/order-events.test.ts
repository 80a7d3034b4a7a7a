import { describe, expect, it } from '@jest/globals';
import { OrderCanceled, OrderPlaced, type EventContract } from '#libs/contracts';
import type { DomainEvent } from '#libs/lambda';
import { money } from '#libs/models';
import { purchaseEvents } from '#libs/testing';
import fc from 'fast-check';
import { checkStreamFilter } from '../../../../tools/workspace/src/testing/stream-filter.ts';
import {
  requestCancellation,
  transition,
  placedOrder,
  rejectedOrder,
  withRefundedTotal,
  withRejectedCancellation,
  type Order,
} from './order.ts';
import { toOrderEvents } from './order-events.ts';
import { toPlacement } from './placement.ts';

const now = new Date('2030-01-01T12:00:00.000Z');
const request = { requestId: 'req_1', reason: 'too late', requestedAt: now.toISOString() };
const details = toPlacement(purchaseEvents().submitted).placeOrder.order;
const placed: Order = placedOrder(details, now);
const canceling = requestCancellation(placed, request);
const canceled = transition(withRefundedTotal(canceling, 5990), 'canceled', {
  cancellation: { ...canceling.cancellation!, canceledAt: now.toISOString() },
});

const toEvents = (before: Order | undefined, after: Order) =>
  toOrderEvents({ ...(before && { before: { ...before } }), after: { ...after, version: 3 } });
const isValid = (contract: EventContract, { data, subject, revision }: DomainEvent) =>
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
  it('publishes a placed order as its contract requires', () => {
    const [event, ...others] = toEvents(undefined, placed);
    expect(others).toEqual([]);
    expect(event).toMatchObject({ contract: OrderPlaced, subject: placed.orderId, revision: 3 });
    expect(isValid(OrderPlaced, event!)).toBe(true);
  });

  it('publishes a canceled order as its contract requires', () => {
    const [event] = toEvents(canceling, canceled);
    expect(event).toMatchObject({
      contract: OrderCanceled,
      data: { reason: 'too late', refunded: money(5990, 'EUR') },
    });
    expect(isValid(OrderCanceled, event!)).toBe(true);
  });

  it('publishes nothing for other changes', () => {
    const rejected = rejectedOrder(details, { code: 'payment.declined' }, now);
    const changes: [Order | undefined, Order][] = [
      [undefined, rejected],
      [placed, withRefundedTotal(placed, 100)],
      [placed, canceling],
      [canceling, withRejectedCancellation(canceling, 'shipment.dispatched', now)],
    ];
    for (const [before, after] of changes) expect(toEvents(before, after)).toEqual([]);
    expect(toOrderEvents({ before: { ...placed } })).toEqual([]);
  });

  it('is invoked for every change that it publishes', async () => {
    const anyOrder = fc
      .constantFrom(placed, canceling, canceled, rejectedOrder(details, { code: 'payment.declined' }, now))
      .chain((order) =>
        fc
          .record({ version: fc.nat(), placedAt: fc.constantFrom(undefined, now.toISOString()) })
          .map((fields) => ({ ...order, ...fields })),
      );
    const statuses = fc.constantFrom('placed', 'canceling', 'canceled', 'shipped', 'delivered', 'rejected');
    const item = fc.tuple(anyOrder, statuses).map(([order, status]) => ({ ...order, status }));
    const count = await checkStreamFilter(
      ['orders', 'publish-order-changes'],
      item,
      (change) => toOrderEvents(change).length > 0,
    );
    expect(count).toBeGreaterThan(0);
  });
});

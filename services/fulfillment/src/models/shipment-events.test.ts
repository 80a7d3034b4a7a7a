import { describe, expect, it } from '@jest/globals';
import { ShipmentDelivered, ShipmentDispatched, type EventContract } from '#libs/contracts';
import type { DomainEvent } from '#libs/lambda';
import { purchaseEvents } from '#libs/testing';
import fc from 'fast-check';
import { checkStreamFilter } from '../../../../tools/workspace/src/testing/stream-filter.ts';
import { transition, pendingShipment, statuses, type Shipment } from './shipment.ts';
import { toShipmentEvents } from './shipment-events.ts';

const now = '2030-01-01T12:00:00.000Z';
const { data } = purchaseEvents().placed;
const pending = pendingShipment(data, data.lineItems, new Date(now));
const picked = transition(pending, 'picked', { pickedAt: now });
const dispatched = transition(picked, 'dispatched', {
  carrier: 'DHL',
  trackingNumber: 'T-1',
  dispatchedAt: now,
});
const delivered = transition(dispatched, 'delivered', { deliveredAt: now });

const toEvents = (before: Shipment | undefined, after: Shipment) =>
  toShipmentEvents({ ...(before && { before: { ...before } }), after: { ...after, version: 3 } });
const isValid = (contract: EventContract, domainEvent: DomainEvent) =>
  contract.validate({
    ...domainEvent,
    id: 'e',
    type: contract.type,
    version: contract.version,
    source: 'fulfillment',
    occurredAt: now,
    correlationId: 'c',
  });

describe('shipmentEvents', () => {
  it.each([
    ['a dispatched shipment', picked, dispatched, ShipmentDispatched],
    ['a delivered shipment', dispatched, delivered, ShipmentDelivered],
  ])('publishes %s as its contract requires', (_, before, after, contract) => {
    const [event, ...others] = toEvents(before, after);
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      contract,
      subject: pending.shipmentId,
      revision: 3,
      data: {
        orderId: data.orderId,
        carrier: 'DHL',
        lineItems: data.lineItems.map(({ productId, quantity }) => ({ productId, quantity })),
      },
    });
    expect(isValid(contract, event!)).toBe(true);
  });

  it('publishes nothing for other changes', () => {
    const canceled = transition(pending, 'canceled', {});
    for (const [before, after] of [
      [undefined, pending],
      [pending, picked],
      [pending, canceled],
      [dispatched, dispatched],
    ] as const)
      expect(toEvents(before, after)).toEqual([]);
    expect(toShipmentEvents({ before: { ...dispatched } })).toEqual([]);
  });

  it('is invoked for every change that it publishes', async () => {
    const item = fc
      .tuple(fc.constantFrom(pending, picked, dispatched, delivered), fc.constantFrom(...statuses), fc.nat())
      .map(([shipment, status, version]) => ({ ...shipment, status, version }));
    const count = await checkStreamFilter(
      ['fulfillment', 'publish-shipment-changes'],
      item,
      (change) => toShipmentEvents(change).length > 0,
    );
    expect(count).toBeGreaterThan(0);
  });
});

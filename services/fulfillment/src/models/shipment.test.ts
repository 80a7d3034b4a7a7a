import { describe, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import { purchaseEvents } from '#libs/testing';
import { canTransition, transition, pendingShipment, statuses } from './shipment.ts';

const now = new Date('2030-01-01T12:00:00.000Z');
const order = purchaseEvents().placed;
const shipment = pendingShipment(order.data, order.data.lineItems, now);

describe('a shipment', () => {
  it('allows only the transitions in its table', () => {
    const allowed = statuses.flatMap((status) =>
      statuses.filter((next) => canTransition({ status }, next)).map((next) => `${status} → ${next}`),
    );
    expect(allowed).toEqual([
      'pending → picked',
      'pending → canceled',
      'picked → dispatched',
      'picked → canceled',
      'dispatched → delivered',
    ]);
  });

  it('rejects an illegal transition with its current status', () => {
    expect(() => transition(shipment, 'delivered', {})).toThrow('shipment.pending');
    const picked = transition(shipment, 'picked', { pickedAt: now.toISOString() });
    expect(picked).toEqual({ ...shipment, status: 'picked', pickedAt: now.toISOString() });
  });

  it('starts as pending when it is created from another shipment', () => {
    const dispatched = { ...shipment, version: 4, status: 'dispatched' as const, carrier: 'DHL' };
    const followUp = pendingShipment(dispatched, shipment.lineItems, now);
    expect(followUp).toEqual({ ...shipment, shipmentId: followUp.shipmentId });
    expect(followUp.shipmentId).not.toBe(shipment.shipmentId);
  });

  it('contains the recipient but no prices', () => {
    expect(shipment).toMatchObject({ orderId: order.data.orderId, email: 'ada@example.com' });
    expect(pendingShipment({ ...order.data, orderId: newId('ord') }, [], now)).not.toHaveProperty('totals');
  });
});

import { describe, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import { purchaseEvents } from '#libs/testing';
import { canTransition, transition, pendingShipment, statuses } from './shipment.ts';

const now = new Date('2030-01-01T12:00:00.000Z');
const order = purchaseEvents().placed;
const shipment = pendingShipment(order.data, order.data.lineItems, now);

describe('a shipment', () => {
  it('moves only as the table allows', () => {
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

  it('says where it stands when it may not move', () => {
    expect(() => transition(shipment, 'delivered', {})).toThrow('shipment.pending');
    const picked = transition(shipment, 'picked', { pickedAt: now.toISOString() });
    expect(picked).toEqual({ ...shipment, status: 'picked', pickedAt: now.toISOString() });
  });

  it('starts anew, whatever it is made like', () => {
    const dispatched = { ...shipment, version: 4, status: 'dispatched' as const, carrier: 'DHL' };
    const again = pendingShipment(dispatched, shipment.lineItems, now);
    expect(again).toEqual({ ...shipment, shipmentId: again.shipmentId });
    expect(again.shipmentId).not.toBe(shipment.shipmentId);
  });

  it('knows what it goes to, not what it cost', () => {
    expect(shipment).toMatchObject({ orderId: order.data.orderId, email: 'ada@example.com' });
    expect(pendingShipment({ ...order.data, orderId: newId('ord') }, [], now)).not.toHaveProperty('totals');
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newId } from '#libs/models';
import { purchaseEvents } from '#libs/testing';
import {
  requestCancellation,
  placedOrder,
  transition,
  withRejectedCancellation,
  type Order,
} from './order.ts';
import { toPlacement } from './placement.ts';
import { withShipment, type Shipment } from './shipments.ts';

const now = new Date('2030-01-01T12:00:00.000Z');
const request = { requestId: 'req_1', reason: 'too late', requestedAt: now.toISOString() };
const details = toPlacement(purchaseEvents().submitted).placeOrder.order;
const placed: Order = placedOrder(details, now);
const [tea, pot] = placed.lineItems.map(({ productId }) => productId) as [string, string];

const dispatchedAt = (minute: number, ...lineItems: Shipment['lineItems']): Shipment => ({
  shipmentId: newId('shp'),
  carrier: 'DHL',
  trackingNumber: `T-${minute}`,
  lineItems,
  dispatchedAt: `2030-01-02T12:0${minute}:00.000Z`,
});
const delivered = (shipment: Shipment): Shipment => ({
  ...shipment,
  deliveredAt: '2030-01-03T12:00:00.000Z',
});

const first = dispatchedAt(1, { productId: tea, quantity: 1 });
const second = dispatchedAt(2, { productId: tea, quantity: 1 }, { productId: pot, quantity: 1 });

describe('an order with shipments', () => {
  it('is shipped with the last dispatch and delivered with the last delivery', () => {
    const partly = withShipment(placed, first);
    expect(partly).toMatchObject({ status: 'placed', shipments: [first] });
    const wholly = withShipment(partly, second);
    expect(wholly).toMatchObject({ status: 'shipped', shipments: [first, second] });
    const half = withShipment(wholly, delivered(second));
    expect(half.status).toBe('shipped');
    expect(withShipment(half, delivered(first)).status).toBe('delivered');
  });

  it('cannot be canceled once a part is dispatched', () => {
    expect(() => requestCancellation(withShipment(placed, first), request)).toThrow('order.not-cancelable');
  });

  it('keeps its status while it is canceling and catches up when the cancellation is rejected', () => {
    const canceling = requestCancellation(placed, request);
    const states = [first, second, delivered(first), delivered(second)];
    const updated = states.reduce(withShipment, canceling);
    expect(updated).toMatchObject({ status: 'canceling', shipments: [delivered(first), delivered(second)] });
    expect(withRejectedCancellation(updated, 'shipment.dispatched', now).status).toBe('delivered');
    expect(withShipment(transition(canceling, 'canceled'), first).status).toBe('canceled');
  });

  it('ends the same for any order and repetition of events', () => {
    const states = [first, second, delivered(first), delivered(second)];
    const expected = states.reduce(withShipment, placed);
    const anyOrder = fc.shuffledSubarray([...states, ...states], { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(anyOrder, (received) => {
        expect(received.reduce(withShipment, placed)).toEqual(expected);
      }),
    );
    expect(withShipment(expected, first)).toBe(expected);
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newId } from '#libs/models';
import { purchaseEvents } from '#libs/testing';
import { cancellationOf, transition, pendingOrder, withoutCancellation } from './order.ts';
import { placementOf } from './placement.ts';
import { withShipment, type Shipment } from './shipments.ts';

const now = new Date('2030-01-01T12:00:00.000Z');
const asked = { requestId: 'req_1', reason: 'too late', requestedAt: now.toISOString() };
const pending = pendingOrder(placementOf(purchaseEvents().submitted).placeOrder.order);
const placed = transition(pending, 'placed', { placedAt: now.toISOString() });
const [tea, pot] = placed.lineItems.map(({ productId }) => productId) as [string, string];

const sent = (minute: number, ...lineItems: Shipment['lineItems']): Shipment => ({
  shipmentId: newId('shp'),
  carrier: 'DHL',
  trackingNumber: `T-${minute}`,
  lineItems,
  dispatchedAt: `2030-01-02T12:0${minute}:00.000Z`,
});
const arrived = (shipment: Shipment): Shipment => ({ ...shipment, deliveredAt: '2030-01-03T12:00:00.000Z' });

const first = sent(1, { productId: tea, quantity: 1 });
const second = sent(2, { productId: tea, quantity: 1 }, { productId: pot, quantity: 1 });

describe('an order whose pieces are sent', () => {
  it('is shipped with the last piece and delivered with the last arrival', () => {
    const partly = withShipment(placed, first);
    expect(partly).toMatchObject({ status: 'placed', shipments: [first] });
    const wholly = withShipment(partly, second);
    expect(wholly).toMatchObject({ status: 'shipped', shipments: [first, second] });
    const half = withShipment(wholly, arrived(second));
    expect(half.status).toBe('shipped');
    expect(withShipment(half, arrived(first)).status).toBe('delivered');
  });

  it('cannot be canceled any more once a part is gone', () => {
    expect(() => cancellationOf(withShipment(placed, first), asked)).toThrow('order.not-cancelable');
  });

  it('stays where it is while it is being canceled, and catches up when that is refused', () => {
    const canceling = cancellationOf(placed, asked);
    const told = [first, second, arrived(first), arrived(second)];
    const followed = told.reduce(withShipment, canceling);
    expect(followed).toMatchObject({ status: 'canceling', shipments: [arrived(first), arrived(second)] });
    expect(withoutCancellation(followed, 'shipment.dispatched', now).status).toBe('delivered');
    expect(withShipment(transition(canceling, 'canceled'), first).status).toBe('canceled');
  });

  it('ends the same whatever comes first, and however often', () => {
    const news = [first, second, arrived(first), arrived(second)];
    const expected = news.reduce(withShipment, placed);
    const anyOrder = fc.shuffledSubarray([...news, ...news], { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(anyOrder, (heard) => {
        expect(heard.reduce(withShipment, placed)).toEqual(expected);
      }),
    );
    expect(withShipment(expected, first)).toBe(expected);
  });
});

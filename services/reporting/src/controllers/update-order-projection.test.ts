import { describe, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import fc from 'fast-check';
import { inMemoryOrderProjectionRepository } from '../../test/in-memory-order-projection-repository.ts';
import {
  orderCanceled,
  orderPlaced,
  paymentRefunded,
  shipmentDelivered,
  shipmentDispatched,
} from '../../test/order-events.ts';
import { isPlaced, toOrderStatus } from '../models/order-projection.ts';
import { updateOrderProjection, type OrderEvent } from './update-order-projection.ts';

async function projectionAfter(...events: readonly OrderEvent[]) {
  const orders = inMemoryOrderProjectionRepository();
  for (const event of events) await updateOrderProjection(event, { orders });
  return orders.all()[0]!;
}
const placed = orderPlaced();
const { orderId } = placed.data;
const [first, second] = [newId('shp'), newId('shp')];

describe('updateOrderProjection', () => {
  it('stores the data of reports, without personal data', async () => {
    const order = await projectionAfter(placed);
    expect(order).toMatchObject({
      orderId,
      placedOrder: `2030-01-01T12:00:00.000Z#${orderId}`,
      placed: { currency: 'EUR', country: 'DE', totals: placed.data.totals },
    });
    expect(order.dayShard).toMatch(/^2030-01-01#[0-7]$/);
    expect(JSON.stringify(order)).not.toMatch(/ada@|Main St|Ada|10115/);
  });

  it.each([
    ['placed', [shipmentDispatched(orderId, first, 1)]],
    ['shipped', [shipmentDispatched(orderId, first, 1), shipmentDispatched(orderId, second, 1)]],
    ['shipped', [shipmentDelivered(orderId, first, 1), shipmentDispatched(orderId, second, 1)]],
    ['delivered', [shipmentDelivered(orderId, first, 1), shipmentDelivered(orderId, second, 1)]],
    ['canceled', [orderCanceled(orderId)]],
  ])('has the status %s after its shipments', async (status, events: OrderEvent[]) => {
    const order = await projectionAfter(placed, ...events);
    expect(isPlaced(order) && toOrderStatus(order)).toBe(status);
  });

  it('has the same result for any order and repetition of events', async () => {
    const events: OrderEvent[] = [
      placed,
      shipmentDispatched(orderId, first, 1),
      shipmentDelivered(orderId, first, 1),
      shipmentDispatched(orderId, second, 1),
      paymentRefunded(orderId, 1000),
      paymentRefunded(orderId, 2990, 1990),
      orderCanceled(orderId),
    ];
    const expected = await projectionAfter(...events);
    const twiceAndShuffled = fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 });
    await fc.assert(
      fc.asyncProperty(twiceAndShuffled, async (received) => {
        expect(await projectionAfter(...received)).toEqual(expected);
      }),
    );
  });
});

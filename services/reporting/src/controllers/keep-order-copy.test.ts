import { describe, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import fc from 'fast-check';
import { inMemoryOrderCopies } from '../../test/in-memory-order-copies.ts';
import {
  orderCanceled,
  orderPlaced,
  paymentRefunded,
  shipmentDelivered,
  shipmentDispatched,
} from '../../test/order-events.ts';
import { isPlaced, statusOf } from '../models/order-copy.ts';
import { keepOrderCopy, type OrderEvent } from './keep-order-copy.ts';

async function copyAfter(...events: readonly OrderEvent[]) {
  const copies = inMemoryOrderCopies();
  for (const event of events) await keepOrderCopy(event, { copies });
  return copies.all()[0]!;
}
const placed = orderPlaced();
const { orderId } = placed.data;
const [first, second] = [newId('shp'), newId('shp')];

describe('keepOrderCopy', () => {
  it('keeps what reports are about, and nothing that says who bought', async () => {
    const copy = await copyAfter(placed);
    expect(copy).toMatchObject({
      orderId,
      placedOrder: `2030-01-01T12:00:00.000Z#${orderId}`,
      placed: { currency: 'EUR', country: 'DE', totals: placed.data.totals },
    });
    expect(copy.dayShard).toMatch(/^2030-01-01#[0-7]$/);
    expect(JSON.stringify(copy)).not.toMatch(/ada@|Main St|Ada|10115/);
  });

  it.each([
    ['placed', [shipmentDispatched(orderId, first, 1)]],
    ['shipped', [shipmentDispatched(orderId, first, 1), shipmentDispatched(orderId, second, 1)]],
    ['shipped', [shipmentDelivered(orderId, first, 1), shipmentDispatched(orderId, second, 1)]],
    ['delivered', [shipmentDelivered(orderId, first, 1), shipmentDelivered(orderId, second, 1)]],
    ['canceled', [orderCanceled(orderId)]],
  ])('is %s after what was sent', async (status, events: OrderEvent[]) => {
    const copy = await copyAfter(placed, ...events);
    expect(isPlaced(copy) && statusOf(copy)).toBe(status);
  });

  it('comes to the same in whatever order and however often it hears', async () => {
    const events: OrderEvent[] = [
      placed,
      shipmentDispatched(orderId, first, 1),
      shipmentDelivered(orderId, first, 1),
      shipmentDispatched(orderId, second, 1),
      paymentRefunded(orderId, 1000),
      paymentRefunded(orderId, 2990, 1990),
      orderCanceled(orderId),
    ];
    const expected = await copyAfter(...events);
    const twiceAndShuffled = fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 });
    await fc.assert(
      fc.asyncProperty(twiceAndShuffled, async (heard) => {
        expect(await copyAfter(...heard)).toEqual(expected);
      }),
    );
  });
});

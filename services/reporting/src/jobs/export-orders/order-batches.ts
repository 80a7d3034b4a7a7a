import type { PlacedOrderProjection } from '../../models/order-projection.ts';

// A row group is held in memory. Most orders have one or two line items; the maximum is 50.
const MAX_ORDERS = 10_000;
const MAX_LINE_ITEMS = 50_000;

/**
 * Batches orders; the number of orders and of line items limit the memory of a batch.
 *
 * @param maxOrders  a lower limit on orders
 */
export async function* toBatches(
  orders: AsyncIterable<PlacedOrderProjection>,
  maxOrders: number = MAX_ORDERS,
): AsyncGenerator<PlacedOrderProjection[]> {
  let [batch, lineItems] = [[] as PlacedOrderProjection[], 0];
  for await (const order of orders) {
    batch.push(order);
    lineItems += order.placed.lineItems.length;
    if (batch.length >= Math.min(maxOrders, MAX_ORDERS) || lineItems >= MAX_LINE_ITEMS) {
      yield batch;
      [batch, lineItems] = [[], 0];
    }
  }
  if (batch.length > 0) yield batch;
}

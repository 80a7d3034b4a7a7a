import type { PlacedOrderCopy } from '../models/order-copy.ts';

// A row group is held in memory while it is written. Orders have one or two lines as a rule, and 50 at most.
const MOST_ORDERS = 10_000;
const MOST_LINE_ITEMS = 50_000;

/**
 * Gathers orders into batches whose size in memory is bounded by orders and by line items.
 *
 * @param mostOrders  a lower bound on orders, where one is wanted
 */
export async function* inBatches(
  orders: AsyncIterable<PlacedOrderCopy>,
  mostOrders: number = MOST_ORDERS,
): AsyncGenerator<PlacedOrderCopy[]> {
  let [batch, lineItems] = [[] as PlacedOrderCopy[], 0];
  for await (const order of orders) {
    batch.push(order);
    lineItems += order.placed.lineItems.length;
    if (batch.length >= Math.min(mostOrders, MOST_ORDERS) || lineItems >= MOST_LINE_ITEMS) {
      yield batch;
      [batch, lineItems] = [[], 0];
    }
  }
  if (batch.length > 0) yield batch;
}

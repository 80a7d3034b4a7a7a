import { AppError } from '#libs/errors';
import type { OrderRepository } from '../gateways/order-repository.ts';
import { log } from '../log-events.ts';
import { metrics } from '../metrics.ts';
import { placedOrder } from '../models/order.ts';
import type { OrderDetails } from '../models/order-details.ts';

interface Dependencies {
  readonly orders: Pick<OrderRepository, 'get' | 'insert'>;
  readonly now: () => Date;
}

/** Creates the order once, after payment and stock; the table's stream then publishes `OrderPlaced`. */
export async function placeOrder(
  { order }: { readonly order: OrderDetails },
  { orders, now }: Dependencies,
): Promise<void> {
  const { orderId, totals, currency } = order;
  try {
    await orders.insert(placedOrder(order, now()));
  } catch (error) {
    const isRepetition = error instanceof AppError && error.code === 'record.exists';
    if (!isRepetition) throw error;
    const existing = await orders.get({ orderId });
    if (existing?.status === 'rejected') throw new AppError('conflict', 'order.rejected', { cause: error });
    return;
  }
  metrics.count('OrderPlaced');
  metrics.countMoney('OrderValue', { amount: totals.total, currency });
  log.info('order.placed', { orderId });
}

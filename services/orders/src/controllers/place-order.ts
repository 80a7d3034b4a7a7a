import { AppError } from '#libs/errors';
import type { OrderRepository } from '../gateways/order-repository.ts';
import { log } from '../log-events.ts';
import { pendingOrder } from '../models/order.ts';
import type { OrderDetails } from '../models/order-details.ts';

interface Dependencies {
  readonly orders: Pick<OrderRepository, 'get' | 'insert'>;
}

/** Creates a pending order before the payment is captured. It stays hidden until it is confirmed. */
export async function placeOrder(
  { order }: { readonly order: OrderDetails },
  { orders }: Dependencies,
): Promise<void> {
  const { orderId } = order;
  try {
    await orders.insert(pendingOrder(order));
    log.info('order.pending', { orderId });
  } catch (error) {
    const isRepetition = error instanceof AppError && error.code === 'record.exists';
    if (!isRepetition) throw error;
    const existing = await orders.get({ orderId });
    if (existing?.status === 'rejected') throw new AppError('conflict', 'order.rejected', { cause: error });
  }
}

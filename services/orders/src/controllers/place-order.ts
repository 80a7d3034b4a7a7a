import { AppError } from '#libs/errors';
import type { OrdersTable } from '../gateways/orders-table.ts';
import { log } from '../log-events.ts';
import { pendingOrder } from '../models/order.ts';
import type { OrderDraft } from '../models/order-draft.ts';

interface Dependencies {
  readonly orders: Pick<OrdersTable, 'get' | 'insert'>;
}

/** Puts an order on record before money is taken for it. Nobody hears of it, or sees it, until it stands. */
export async function placeOrder(
  { order }: { readonly order: OrderDraft },
  { orders }: Dependencies,
): Promise<void> {
  const { orderId } = order;
  try {
    await orders.insert(pendingOrder(order));
    log.info('order.pending', { orderId });
  } catch (error) {
    const isRepetition = error instanceof AppError && error.code === 'record.exists';
    if (!isRepetition) throw error;
    const known = await orders.get({ orderId });
    if (known?.status === 'rejected') throw new AppError('conflict', 'order.rejected', { cause: error });
  }
}

import type { EventOf, PaymentRefunded } from '#libs/contracts';
import { AppError } from '#libs/errors';
import type { OrdersTable } from '../gateways/orders-table.ts';
import { changeOrder } from '../helpers/change-order.ts';
import { log } from '../log-events.ts';
import { refundedTo } from '../models/order.ts';

interface Dependencies {
  readonly orders: Pick<OrdersTable, 'get' | 'replace'>;
}

/** Money went back, also where the provider did so by itself. The event carries the total: repetition and disorder change nothing. */
export async function keepRefund(
  { data }: Pick<EventOf<typeof PaymentRefunded>, 'data'>,
  { orders }: Dependencies,
): Promise<void> {
  const { orderId, refundedTotal } = data;
  try {
    await changeOrder(orderId, (order) => refundedTo(order, refundedTotal.amount), { orders });
  } catch (error) {
    // A purchase that was undone before its order was on record.
    if (!(error instanceof AppError) || error.code !== 'order.not-found') throw error;
    log.info('refund.order-unknown', { orderId });
  }
}

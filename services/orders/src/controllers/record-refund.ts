import type { EventOf, PaymentRefunded } from '#libs/contracts';
import { AppError } from '#libs/errors';
import type { OrderRepository } from '../gateways/order-repository.ts';
import { changeOrder } from '../helpers/change-order.ts';
import { log } from '../log-events.ts';
import { withRefundedTotal } from '../models/order.ts';

interface Dependencies {
  readonly orders: Pick<OrderRepository, 'get' | 'replace'>;
}

/** Records the refunded total of an order. Events carry totals, so repeated and out-of-order events change nothing. */
export async function recordRefund(
  { data }: Pick<EventOf<typeof PaymentRefunded>, 'data'>,
  { orders }: Dependencies,
): Promise<void> {
  const { orderId, refundedTotal } = data;
  try {
    await changeOrder(orderId, (order) => withRefundedTotal(order, refundedTotal.amount), { orders });
  } catch (error) {
    // The placement saga was undone before it created the order.
    if (!(error instanceof AppError) || error.code !== 'order.not-found') throw error;
    log.info('refund.order-not-found', { orderId });
  }
}

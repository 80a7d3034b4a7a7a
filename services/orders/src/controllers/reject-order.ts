import { AppError } from '#libs/errors';
import type { OrderRepository } from '../gateways/order-repository.ts';
import { changeOrder } from '../helpers/change-order.ts';
import { log } from '../log-events.ts';
import type { OrderDetails } from '../models/order-details.ts';
import { transition, pendingOrder, rejection, type Failure } from '../models/order.ts';
import { metrics } from '../metrics.ts';

interface Dependencies {
  readonly orders: Pick<OrderRepository, 'get' | 'insert' | 'replace'>;
  readonly now: () => Date;
}

interface Command {
  readonly order: OrderDetails;
  readonly failure: Failure;
}

/** Rejects an order. An order that does not exist yet is created as `rejected`, so that a late PlaceOrder is refused. */
export async function rejectOrder(
  { order, failure: { code, detail } }: Command,
  { orders, now }: Dependencies,
): Promise<{ failure: Failure }> {
  const failure: Failure = { code, ...(detail !== undefined && { detail }) };
  const changes = rejection(failure, now());
  try {
    await orders.insert({ ...pendingOrder(order), status: 'rejected', ...changes });
  } catch (error) {
    const exists = error instanceof AppError && error.code === 'record.exists';
    if (!exists) throw error;
    await changeOrder(
      order.orderId,
      (current) => (current.status === 'rejected' ? current : transition(current, 'rejected', changes)),
      { orders },
    );
  }
  metrics.count('OrderRejected');
  log.info('order.rejected', { orderId: order.orderId, reason: code });
  return { failure };
}

import type { CaughtError } from '#libs/contracts';
import { AppError } from '#libs/errors';
import type { OrderRepository } from '../gateways/order-repository.ts';
import { log } from '../log-events.ts';
import { metrics } from '../metrics.ts';
import { rejectedOrder } from '../models/order.ts';
import type { OrderDetails } from '../models/order-details.ts';
import { toFailure, type Failure } from '../models/placement-failure.ts';

interface Dependencies {
  readonly orders: Pick<OrderRepository, 'get' | 'insert'>;
  readonly now: () => Date;
}

interface Command {
  readonly order: OrderDetails;
  /** The error of the step that ended the placement. */
  readonly error: CaughtError;
}

/** Creates a rejected order once, so that a late PlaceOrder is refused. */
export async function rejectOrder(
  { order, error }: Command,
  { orders, now }: Dependencies,
): Promise<{ failure: Failure }> {
  const { orderId } = order;
  const failure = toFailure(error);
  try {
    await orders.insert(rejectedOrder(order, failure, now()));
  } catch (conflict) {
    const exists = conflict instanceof AppError && conflict.code === 'record.exists';
    if (!exists) throw conflict;
    const existing = await orders.get({ orderId });
    if (existing?.status !== 'rejected') throw new AppError('conflict', 'order.placed', { cause: conflict });
    return { failure: existing.failure ?? failure };
  }
  metrics.count('OrderRejected');
  log.info('order.rejected', { orderId, reason: failure.code });
  return { failure };
}

import { findRefusal, type CaughtError } from '#libs/contracts';
import { AppError } from '#libs/errors';
import type { OrderRepository } from '../gateways/order-repository.ts';
import { changeOrder } from '../helpers/change-order.ts';
import { log } from '../log-events.ts';
import { withRejectedCancellation } from '../models/order.ts';
import { metrics } from '../metrics.ts';

interface Dependencies {
  readonly orders: Pick<OrderRepository, 'get' | 'replace'>;
  readonly now: () => Date;
}

// The only refusal of CancelShipments after which an order continues.
const DISPATCHED = 'shipment.dispatched';

interface Command {
  readonly orderId: string;
  /** The error of CancelShipments. */
  readonly error: CaughtError;
}

/** Ends a cancellation that came after the first dispatch: the order continues, and the customer sees the reason. */
export async function rejectCancellation(
  { orderId, error }: Command,
  { orders, now }: Dependencies,
): Promise<void> {
  const code = findRefusal(error)?.code ?? error.Error;
  if (code !== DISPATCHED)
    throw new AppError('conflict', 'cancellation.not-rejectable', {
      detail: `CancelShipments failed with ${code}. Only ${DISPATCHED} rejects a cancellation.`,
    });
  await changeOrder(orderId, (order) => withRejectedCancellation(order, code, now()), { orders });
  metrics.count('CancellationRejected');
  log.info('cancellation.rejected', { orderId, reason: code });
}

import type { OrderRepository } from '../gateways/order-repository.ts';
import { changeOrder } from '../helpers/change-order.ts';
import { log } from '../log-events.ts';
import { withRejectedCancellation } from '../models/order.ts';
import { metrics } from '../metrics.ts';

interface Dependencies {
  readonly orders: Pick<OrderRepository, 'get' | 'replace'>;
  readonly now: () => Date;
}

/** Ends a cancellation that came after the first dispatch: the order continues, and the customer sees the reason. */
export async function rejectCancellation(
  { orderId, code }: { readonly orderId: string; readonly code: string },
  { orders, now }: Dependencies,
): Promise<void> {
  await changeOrder(orderId, (order) => withRejectedCancellation(order, code, now()), { orders });
  metrics.count('CancellationRejected');
  log.info('cancellation.rejected', { orderId, reason: code });
}

import type { OrderRepository } from '../gateways/order-repository.ts';
import { changeOrder } from '../helpers/change-order.ts';
import { log } from '../log-events.ts';
import { transition, withRefundedTotal } from '../models/order.ts';
import { metrics } from '../metrics.ts';

interface Dependencies {
  readonly orders: Pick<OrderRepository, 'get' | 'replace'>;
  readonly now: () => Date;
}

/** Marks an order as `canceled` after refund and restock; the table's stream then publishes `OrderCanceled`. */
export async function markCanceled(
  { orderId }: { readonly orderId: string },
  { orders, now }: Dependencies,
): Promise<void> {
  let isRepetition = false;
  const { cancellation } = await changeOrder(
    orderId,
    (order) => {
      isRepetition = order.status === 'canceled';
      if (isRepetition) return order;
      const completed = { ...order.cancellation!, canceledAt: now().toISOString() };
      return transition(withRefundedTotal(order, order.totals.total), 'canceled', {
        cancellation: completed,
      });
    },
    { orders },
  );
  if (isRepetition) return;
  metrics.count('OrderCanceled');
  if (cancellation)
    metrics.measure('CancellationDuration', now().getTime() - Date.parse(cancellation.requestedAt));
  log.info('order.canceled', { orderId });
}

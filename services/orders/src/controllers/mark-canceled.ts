import type { OrdersTable } from '../gateways/orders-table.ts';
import { changeOrder } from '../helpers/change-order.ts';
import { log } from '../log-events.ts';
import { metrics } from '../metrics.ts';
import { transition, refundedTo } from '../models/order.ts';

interface Dependencies {
  readonly orders: Pick<OrdersTable, 'get' | 'replace'>;
  readonly now: () => Date;
}

/** Money and stock went back: the order stands no more, and the table's stream tells everybody. */
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
      const ended = { ...order.cancellation!, canceledAt: now().toISOString() };
      return transition(refundedTo(order, order.totals.total), 'canceled', { cancellation: ended });
    },
    { orders },
  );
  if (isRepetition) return;
  metrics.count('OrderCanceled');
  if (cancellation)
    metrics.measure('CancellationDuration', now().getTime() - Date.parse(cancellation.requestedAt));
  log.info('order.canceled', { orderId });
}

import type { OrdersTable } from '../gateways/orders-table.ts';
import { changeOrder } from '../helpers/change-order.ts';
import { log } from '../log-events.ts';
import { metrics } from '../metrics.ts';
import { withoutCancellation } from '../models/order.ts';

interface Dependencies {
  readonly orders: Pick<OrdersTable, 'get' | 'replace'>;
  readonly now: () => Date;
}

/** The warehouse was quicker: some of the order is on its way, so it stands, and its buyer sees why. */
export async function refuseCancellation(
  { orderId, code }: { readonly orderId: string; readonly code: string },
  { orders, now }: Dependencies,
): Promise<void> {
  await changeOrder(orderId, (order) => withoutCancellation(order, code, now()), { orders });
  metrics.count('CancellationRefused');
  log.info('cancellation.refused', { orderId, reason: code });
}

import type { OrdersTable } from '../gateways/orders-table.ts';
import { changeOrder } from '../helpers/change-order.ts';
import { log } from '../log-events.ts';
import { metrics } from '../metrics.ts';
import { transition, isConfirmed } from '../models/order.ts';

interface Dependencies {
  readonly orders: Pick<OrdersTable, 'get' | 'replace'>;
  readonly now: () => Date;
}

/** It is paid for and its stock is taken: from here on the order stands, and the table's stream tells everybody. */
export async function confirmOrder(
  { orderId }: { readonly orderId: string },
  { orders, now }: Dependencies,
): Promise<void> {
  let isRepetition = false;
  const { totals, currency } = await changeOrder(
    orderId,
    (order) => {
      isRepetition = isConfirmed(order);
      return isRepetition ? order : transition(order, 'placed', { placedAt: now().toISOString() });
    },
    { orders },
  );
  if (isRepetition) return;
  metrics.count('OrderPlaced');
  metrics.countMoney('OrderValue', { amount: totals.total, currency });
  log.info('order.placed', { orderId });
}

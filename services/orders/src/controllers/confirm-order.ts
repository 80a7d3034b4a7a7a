import { count } from '#libs/logging';
import type { OrdersTable } from '../gateways/orders-table.ts';
import { changeOrder } from '../helpers/change-order.ts';
import { log } from '../log-events.ts';
import { moved, stands } from '../models/order.ts';

interface Needs {
  readonly orders: Pick<OrdersTable, 'get' | 'replace'>;
  readonly now: () => Date;
}

/** It is paid for and its stock is taken: from here on the order stands, and the table's stream tells everybody. */
export async function confirmOrder(
  { orderId }: { readonly orderId: string },
  { orders, now }: Needs,
): Promise<void> {
  await changeOrder(
    orderId,
    (order) => (stands(order) ? order : moved(order, 'placed', { placedAt: now().toISOString() })),
    { orders },
  );
  count('OrderPlaced');
  log.info('order.placed', { orderId });
}

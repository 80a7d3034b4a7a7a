import type { OrderRepository } from '../gateways/order-repository.ts';
import { changeOrder } from '../helpers/change-order.ts';
import { log } from '../log-events.ts';
import { transition, isConfirmed } from '../models/order.ts';
import { metrics } from '../metrics.ts';

interface Dependencies {
  readonly orders: Pick<OrderRepository, 'get' | 'replace'>;
  readonly now: () => Date;
}

/** Marks an order as `placed` after payment and stock; the table's stream then publishes `OrderPlaced`. */
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

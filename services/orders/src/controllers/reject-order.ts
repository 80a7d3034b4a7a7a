import { AppError } from '#libs/errors';
import type { OrdersTable } from '../gateways/orders-table.ts';
import { changeOrder } from '../helpers/change-order.ts';
import { log } from '../log-events.ts';
import { metrics } from '../metrics.ts';
import type { OrderDraft } from '../models/order-draft.ts';
import { transition, pendingOrder, rejection, type Failure } from '../models/order.ts';

interface Dependencies {
  readonly orders: Pick<OrdersTable, 'get' | 'insert' | 'replace'>;
  readonly now: () => Date;
}

interface Command {
  readonly order: OrderDraft;
  readonly failure: Failure;
}

/** The order did not come about. One that is not on record is put there as rejected, so that it cannot be placed late. */
export async function rejectOrder(
  { order, failure: { code, detail } }: Command,
  { orders, now }: Dependencies,
): Promise<{ failure: Failure }> {
  const failure: Failure = { code, ...(detail !== undefined && { detail }) };
  const facts = rejection(failure, now());
  try {
    await orders.insert({ ...pendingOrder(order), status: 'rejected', ...facts });
  } catch (error) {
    const isOnRecord = error instanceof AppError && error.code === 'record.exists';
    if (!isOnRecord) throw error;
    await changeOrder(
      order.orderId,
      (known) => (known.status === 'rejected' ? known : transition(known, 'rejected', facts)),
      { orders },
    );
  }
  metrics.count('OrderRejected');
  log.info('order.rejected', { orderId: order.orderId, reason: code });
  return { failure };
}

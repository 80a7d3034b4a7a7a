import type { Versioned } from '#libs/gateways';
import { requireCustomer, type Caller } from '#libs/lambda';
import type { OrdersTable } from '../gateways/orders-table.ts';
import { changeOrder, notFound } from '../helpers/change-order.ts';
import { count } from '#libs/logging';
import { log } from '../log-events.ts';
import { cancellationOf, stands, type StandingOrder } from '../models/order.ts';
import { mayRead } from '../models/reader.ts';

interface Needs {
  readonly orders: Pick<OrdersTable, 'get' | 'replace'>;
  readonly now: () => Date;
}

export interface Cancellation {
  readonly orderId: string;
  readonly reason?: string;
  readonly ifMatch: string | undefined;
  readonly caller: Caller;
}

/** Marks an order to be cancelled; the table's stream then starts the saga that gives money and stock back. */
export async function cancelOrder(
  { orderId, reason, ifMatch, caller }: Cancellation,
  { orders, now }: Needs,
): Promise<Versioned<StandingOrder>> {
  const { isStaff } = requireCustomer(caller);
  const order = await changeOrder(
    orderId,
    (current) => {
      if (!stands(current) || !mayRead(current, caller)) notFound();
      return cancellationOf(current, reason ?? (isStaff ? 'staff-request' : 'customer-request'), now());
    },
    { orders },
    ifMatch,
  );
  count('CancellationRequested');
  log.info('order.cancelling', { orderId });
  return stands(order) ? order : notFound();
}

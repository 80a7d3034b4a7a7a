import type { Versioned } from '#libs/gateways';
import { requireCustomer, type Caller, type Origin } from '#libs/lambda';
import { requireVersion } from '#libs/models';
import type { OrdersTable } from '../gateways/orders-table.ts';
import { changeOrder, throwNotFound } from '../helpers/change-order.ts';
import { log } from '../log-events.ts';
import { metrics } from '../metrics.ts';
import { cancellationOf, isCanceledBy, isConfirmed, type ConfirmedOrder } from '../models/order.ts';
import { mayRead } from '../models/reader.ts';

interface Dependencies {
  readonly orders: Pick<OrdersTable, 'get' | 'replace'>;
}

export interface Cancellation {
  readonly orderId: string;
  readonly reason?: string;
  readonly ifMatch: string | undefined;
  readonly caller: Caller;
  readonly origin: Origin;
}

/**
 * Marks an order to be canceled; the table's stream then starts the saga that gives money and stock back. Who asks again
 * because no answer came is answered the order, whatever came of it since.
 */
export async function cancelOrder(
  { orderId, reason, ifMatch, caller, origin }: Cancellation,
  { orders }: Dependencies,
): Promise<Versioned<ConfirmedOrder>> {
  const { isStaff } = requireCustomer(caller);
  const requested = {
    requestId: origin.newId('req'),
    reason: reason ?? (isStaff ? 'staff-request' : 'customer-request'),
    requestedAt: origin.at.toISOString(),
  };
  let isRepetition: boolean | undefined;
  const order = await changeOrder(
    orderId,
    (current) => {
      if (!isConfirmed(current) || !mayRead(current, caller)) throwNotFound();
      const isTaken = isCanceledBy(current, requested.requestId);
      // Taken only when it is read again: by our own write, whose answer was lost.
      isRepetition ??= isTaken;
      if (isTaken) return current;
      requireVersion(current, ifMatch);
      return cancellationOf(current, requested);
    },
    { orders },
  );
  if (!isRepetition) metrics.count('CancellationRequested');
  log.info('order.canceling', { orderId });
  return isConfirmed(order) ? order : throwNotFound();
}

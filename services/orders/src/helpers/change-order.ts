import { AppError } from '#libs/errors';
import { changeRecord, type Versioned } from '#libs/gateways';
import type { OrdersTable } from '../gateways/orders-table.ts';
import type { Order } from '../models/order.ts';

interface Dependencies {
  readonly orders: Pick<OrdersTable, 'get' | 'replace'>;
}

type ChangeOfOrder = (order: Versioned<Order>) => Versioned<Order>;

/**
 * Changes an order from where it stands now; a change that answers the order itself writes nothing.
 *
 * @throws AppError not-found `order.not-found`; unavailable `order.busy` when others kept changing it
 */
export async function changeOrder(
  orderId: string,
  change: ChangeOfOrder,
  { orders }: Dependencies,
): Promise<Versioned<Order>> {
  let seen: Versioned<Order> | undefined;
  const read = async () => {
    seen = await orders.get({ orderId });
    return seen ?? notFound();
  };
  try {
    const replace: typeof orders.replace = async (order) => (order === seen ? order : orders.replace(order));
    return await changeRecord({ read, change, replace });
  } catch (error) {
    const isLostRace =
      error instanceof AppError && error.code === 'record.changed' && error.kind === 'conflict';
    throw isLostRace ? new AppError('unavailable', 'order.busy', { cause: error }) : error;
  }
}

export function notFound(): never {
  throw new AppError('not-found', 'order.not-found', { detail: 'There is no such order.' });
}

import type { Versioned } from '#libs/gateways';
import type { Caller } from '#libs/lambda';
import type { OrdersTable } from '../gateways/orders-table.ts';
import { throwNotFound } from '../helpers/change-order.ts';
import { isConfirmed, type ConfirmedOrder } from '../models/order.ts';
import { mayRead } from '../models/reader.ts';

interface Dependencies {
  readonly orders: Pick<OrdersTable, 'get'>;
}

/** An order that does not stand, or is somebody else's, is not there. */
export async function getOrder(
  orderId: string,
  caller: Caller,
  { orders }: Dependencies,
): Promise<Versioned<ConfirmedOrder>> {
  const order = await orders.get({ orderId });
  return order && isConfirmed(order) && mayRead(order, caller) ? order : throwNotFound();
}

import { AppError } from '#libs/errors';
import { changeRecord, type Versioned } from '#libs/gateways';
import type { OrdersTable } from '../gateways/orders-table.ts';
import type { Order } from '../models/order.ts';

interface Dependencies {
  readonly orders: Pick<OrdersTable, 'get' | 'replace'>;
}

/** @throws AppError not-found `order.not-found`; unavailable `order.busy` after repeated conflicts */
export const changeOrder = (
  orderId: string,
  change: (order: Versioned<Order>) => Versioned<Order>,
  { orders }: Dependencies,
): Promise<Versioned<Order>> =>
  changeRecord({
    read: async () => (await orders.get({ orderId })) ?? throwNotFound(),
    change,
    replace: (order) => orders.replace(order),
    busyCode: 'order.busy',
  });

export function throwNotFound(): never {
  throw new AppError('not-found', 'order.not-found', { detail: 'The order does not exist. Check its id.' });
}

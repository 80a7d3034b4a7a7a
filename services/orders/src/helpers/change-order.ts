import { AppError } from '#libs/errors';
import { changeRecord, type Versioned } from '#libs/gateways';
import type { OrderRepository } from '../gateways/order-repository.ts';
import type { Order } from '../models/order.ts';

interface Dependencies {
  readonly orders: Pick<OrderRepository, 'get' | 'replace'>;
}

/** @throws AppError not-found `order.not-found`; unavailable `order.busy` after repeated conflicts */
export const changeOrder = (
  orderId: string,
  change: (order: Versioned<Order>) => Versioned<Order>,
  { orders }: Dependencies,
): Promise<Versioned<Order>> =>
  changeRecord({
    read: async () => (await orders.get({ orderId })) ?? throwOrderNotFound(),
    change,
    replace: (order) => orders.replace(order),
    busyCode: 'order.busy',
  });

export function throwOrderNotFound(): never {
  throw new AppError('not-found', 'order.not-found', { detail: 'The order does not exist. Check its id.' });
}

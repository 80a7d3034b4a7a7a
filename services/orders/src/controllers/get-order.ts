import type { Versioned } from '#libs/gateways';
import type { Caller } from '#libs/lambda';
import type { OrderRepository } from '../gateways/order-repository.ts';
import { throwOrderNotFound } from '../helpers/change-order.ts';
import { isConfirmed, type ConfirmedOrder } from '../models/order.ts';
import { canReadOrder } from '../models/order-access.ts';

interface Dependencies {
  readonly orders: Pick<OrderRepository, 'get'>;
}

/** @throws AppError not-found `order.not-found`, also for an unconfirmed order and for another customer's order */
export async function getOrder(
  orderId: string,
  caller: Caller,
  { orders }: Dependencies,
): Promise<Versioned<ConfirmedOrder>> {
  const order = await orders.get({ orderId });
  return order && isConfirmed(order) && canReadOrder(order, caller) ? order : throwOrderNotFound();
}

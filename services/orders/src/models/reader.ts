import type { Caller } from '#libs/lambda';
import type { Order } from './order.ts';

const READ_SCOPE = 'tradewind/orders.read';

/** Staff, and systems that were given the scope, see everybody's orders. */
export function readsAllOrders(caller: Caller): boolean {
  if (caller.kind === 'user') return caller.groups.includes('staff');
  return caller.kind === 'machine' && caller.scopes.includes(READ_SCOPE);
}

export const mayRead = (order: Order, caller: Caller): boolean =>
  readsAllOrders(caller) || (caller.kind === 'user' && caller.customerId === order.customerId);

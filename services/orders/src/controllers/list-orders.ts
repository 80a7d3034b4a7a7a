import { AppError } from '#libs/errors';
import type { Caller } from '#libs/lambda';
import type { Page, PageQuery } from '#libs/models';
import type { OrdersTable } from '../gateways/orders-table.ts';
import { isConfirmed } from '../models/order.ts';
import { viewOf, type OrderView } from '../models/order-view.ts';
import { readsAllOrders } from '../models/reader.ts';

interface Dependencies {
  readonly orders: Pick<OrdersTable, 'list'>;
}

type Query = PageQuery & { readonly customerId?: string };

export async function listOrders(
  { customerId, ...page }: Query,
  caller: Caller,
  { orders }: Dependencies,
): Promise<Page<OrderView>> {
  const { items, ...rest } = await orders.list({
    index: 'byCustomer',
    partition: { customerId: whose(customerId, caller) },
    newestFirst: true,
    ...page,
  });
  return { items: items.filter((order) => isConfirmed(order)).map((order) => viewOf(order)), ...rest };
}

function whose(asked: string | undefined, caller: Caller): string {
  const own = caller.kind === 'user' ? caller.customerId : undefined;
  if (asked !== undefined && asked !== own && !readsAllOrders(caller))
    throw new AppError('forbidden', 'auth.staff-only', { detail: 'Only staff see the orders of others.' });
  const customerId = asked ?? own;
  if (customerId !== undefined) return customerId;
  throw new AppError('invalid', 'order.customer-missing', {
    detail: 'Say whose orders you want.',
    fields: [{ field: '/queryStringParameters/customerId', message: 'is missing' }],
  });
}

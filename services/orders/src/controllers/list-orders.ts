import { AppError } from '#libs/errors';
import type { Caller } from '#libs/lambda';
import type { Page, PageQuery } from '#libs/models';
import type { OrderRepository } from '../gateways/order-repository.ts';
import { isConfirmed } from '../models/order.ts';
import { toOrderView, type OrderView } from '../models/order-view.ts';
import { canReadAllOrders } from '../models/order-access.ts';

interface Dependencies {
  readonly orders: Pick<OrderRepository, 'list'>;
}

type Query = PageQuery & { readonly customerId?: string };

export async function listOrders(
  { customerId, ...page }: Query,
  caller: Caller,
  { orders }: Dependencies,
): Promise<Page<OrderView>> {
  const { items, ...rest } = await orders.list({
    index: 'byCustomer',
    partition: { customerId: resolveCustomerId(customerId, caller) },
    newestFirst: true,
    ...page,
  });
  return { items: items.filter((order) => isConfirmed(order)).map((order) => toOrderView(order)), ...rest };
}

function resolveCustomerId(requested: string | undefined, caller: Caller): string {
  const own = caller.kind === 'customer' ? caller.customerId : undefined;
  if (requested !== undefined && requested !== own && !canReadAllOrders(caller))
    throw new AppError('forbidden', 'auth.staff-only', {
      detail: 'Only staff can list the orders of other customers. Omit customerId.',
    });
  const customerId = requested ?? own;
  if (customerId !== undefined) return customerId;
  throw new AppError('invalid', 'order.customer-missing', {
    detail: 'The customer is missing. Set the query parameter customerId.',
    fields: [{ field: '/queryStringParameters/customerId', message: 'is missing' }],
  });
}

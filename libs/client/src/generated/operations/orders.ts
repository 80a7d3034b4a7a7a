// Generated from the OpenAPI documents by "npm run client". Change the schemas of the services instead.

import type {
  CallOptions,
  Found,
  IdempotencyKeyOption,
  IfMatchOption,
  IfNoneMatchOption,
} from '../../call-options.ts';
import type { Operation } from '../../operation.ts';
import type { ApiPromise } from '../../results/api-promise.ts';
import type { PagePromise } from '../../results/page-promise.ts';
import type { Order, OrderCancellation, OrderPage } from '../schemas.ts';

export interface ListOrdersQuery {
  /** The maximum number of items of a page. */
  readonly limit?: number | undefined;
  /** The `nextCursor` of the previous page. Omit it for the first page. */
  readonly cursor?: string | undefined;
  /** The customer whose orders are listed. Required for staff and machine clients. */
  readonly customerId?: string | undefined;
}

/**
 * List orders: `GET /orders`.
 *
 * Lists the orders of the caller, newest first. Staff and clients with the scope `tradewind/orders.read` set `customerId`.
 *
 * @throws TradewindProblem `order.customer-missing`, `page.cursor-invalid`
 */
export const listOrders: Operation<
  (query?: ListOrdersQuery, options?: CallOptions) => PagePromise<OrderPage>
> = { method: 'GET', path: '/orders', access: 'required', input: 'query', isPaged: true };

/**
 * Get an order: `GET /orders/{orderId}`.
 *
 * Available to its customer, to staff and to clients with the scope `tradewind/orders.read`.
 *
 * @throws TradewindProblem `order.not-found`
 */
export const getOrder: Operation<
  <Options extends CallOptions & IfNoneMatchOption = CallOptions & IfNoneMatchOption>(
    orderId: string,
    options?: Options,
  ) => ApiPromise<Found<Order, Options>>
> = { method: 'GET', path: '/orders/{orderId}', access: 'required' };

/**
 * Cancel an order: `POST /orders/{orderId}/cancel`.
 *
 * Only an order with status `placed` can be canceled. It becomes `canceled` after the refund and the restock.
 *
 * @throws TradewindProblem `order.busy`, `order.not-cancelable`, `order.not-found`, `record.changed`
 */
export const cancelOrder: Operation<
  (
    orderId: string,
    body: OrderCancellation,
    options?: CallOptions & IdempotencyKeyOption & IfMatchOption,
  ) => ApiPromise<Order>
> = {
  method: 'POST',
  path: '/orders/{orderId}/cancel',
  access: 'required',
  input: 'body',
  hasIdempotencyKey: true,
};

// Generated from the OpenAPI documents by "npm run client". Change the schemas of the services instead.

import type { CallOptions, Found, IdempotencyKeyOption, IfNoneMatchOption } from '../../call-options.ts';
import type { Operation } from '../../operation.ts';
import type { ApiPromise } from '../../results/api-promise.ts';
import type { PagePromise } from '../../results/page-promise.ts';
import type { NewStockAdjustment, StockAdjustment, StockAdjustmentPage, StockLevel } from '../schemas.ts';

/**
 * Get the stock of a product: `GET /inventory/stock/{productId}`.
 *
 * The number of units that can be sold.
 *
 * @throws TradewindProblem `stock.not-found`
 */
export const getStock: Operation<
  <Options extends CallOptions & IfNoneMatchOption = CallOptions & IfNoneMatchOption>(
    productId: string,
    options?: Options,
  ) => ApiPromise<Found<StockLevel, Options>>
> = { method: 'GET', path: '/inventory/stock/{productId}', access: 'public' };

/**
 * Create a stock adjustment: `POST /inventory/stock/{productId}/adjustments`.
 *
 * Records units that were added or removed other than by an order.
 *
 * @throws TradewindProblem `stock.busy`, `stock.insufficient`
 */
export const createAdjustment: Operation<
  (
    productId: string,
    body: NewStockAdjustment,
    options?: CallOptions & IdempotencyKeyOption,
  ) => ApiPromise<StockAdjustment>
> = {
  method: 'POST',
  path: '/inventory/stock/{productId}/adjustments',
  access: 'required',
  input: 'body',
  hasIdempotencyKey: true,
};

export interface ListAdjustmentsQuery {
  /** The maximum number of items of a page. */
  readonly limit?: number | undefined;
  /** The `nextCursor` of the previous page. Omit it for the first page. */
  readonly cursor?: string | undefined;
}

/**
 * List stock adjustments: `GET /inventory/stock/{productId}/adjustments`.
 *
 * Newest first.
 *
 * @throws TradewindProblem `page.cursor-invalid`
 */
export const listAdjustments: Operation<
  (productId: string, query?: ListAdjustmentsQuery, options?: CallOptions) => PagePromise<StockAdjustmentPage>
> = {
  method: 'GET',
  path: '/inventory/stock/{productId}/adjustments',
  access: 'required',
  input: 'query',
  isPaged: true,
};

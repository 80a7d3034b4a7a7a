// Generated from the OpenAPI documents by "npm run client". Change the schemas of the services instead.

import type {
  CallOptions,
  Found,
  IdempotencyKeyOption,
  IfMatchOption,
  IfNoneMatchOption,
  SessionTokenOption,
  WaitOption,
} from '../../call-options.ts';
import type { Operation } from '../../operation.ts';
import type { ApiPromise } from '../../results/api-promise.ts';
import type { PagePromise } from '../../results/page-promise.ts';
import type {
  Completion,
  CompletionAttempt,
  CreatedSession,
  Discount,
  DiscountPage,
  DiscountTerms,
  NewDiscount,
  NewSession,
  Session,
  SessionChanges,
  ShippingOption,
  ShippingOptionDetails,
  ShippingOptionPage,
  TaxRate,
  TaxRateDetails,
  TaxRatePage,
} from '../schemas.ts';

/**
 * Create a checkout session: `POST /checkout/sessions`.
 *
 * Callers need no account. With a customer token the session belongs to that customer. A guest receives `sessionToken`, once, and sends it as `Session-Token` from then on.
 *
 * @throws TradewindProblem `checkout.busy`, `checkout.currency-mismatch`, `checkout.discount-not-applicable`, `checkout.insufficient-stock`, `checkout.quantity-too-large`, `checkout.region-unknown`, `checkout.shipping-option-unavailable`, `checkout.tax-rate-missing`, `checkout.total-too-large`, `checkout.unknown-product`, `discount.too-many-attempts`
 */
export const createSession: Operation<
  (body: NewSession, options?: CallOptions & IdempotencyKeyOption) => ApiPromise<CreatedSession>
> = {
  method: 'POST',
  path: '/checkout/sessions',
  access: 'optional',
  input: 'body',
  hasIdempotencyKey: true,
  guestSession: 'issued',
};

/**
 * Get a checkout session: `GET /checkout/sessions/{sessionId}`.
 *
 * Shows the state of the session, and that of its order while it is in progress or after it failed.
 *
 * @throws TradewindProblem `session.not-found`
 */
export const getSession: Operation<
  <
    Options extends CallOptions & IfNoneMatchOption & SessionTokenOption = CallOptions &
      IfNoneMatchOption &
      SessionTokenOption,
  >(
    sessionId: string,
    options?: Options,
  ) => ApiPromise<Found<Session, Options>>
> = { method: 'GET', path: '/checkout/sessions/{sessionId}', access: 'optional', guestSession: 'accepted' };

/**
 * Update a checkout session: `PATCH /checkout/sessions/{sessionId}`.
 *
 * A JSON Merge Patch: `null` removes a field. Prices and totals are calculated again.
 *
 * @throws TradewindProblem `checkout.busy`, `checkout.currency-mismatch`, `checkout.discount-not-applicable`, `checkout.expired`, `checkout.insufficient-stock`, `checkout.not-open`, `checkout.quantity-too-large`, `checkout.region-unknown`, `checkout.shipping-option-unavailable`, `checkout.tax-rate-missing`, `checkout.total-too-large`, `checkout.unknown-product`, `discount.too-many-attempts`, `record.changed`, `session.not-found`
 */
export const updateSession: Operation<
  (
    sessionId: string,
    body: SessionChanges,
    options?: CallOptions & IfMatchOption & SessionTokenOption,
  ) => ApiPromise<Session>
> = {
  method: 'PATCH',
  path: '/checkout/sessions/{sessionId}',
  access: 'optional',
  input: 'body',
  guestSession: 'accepted',
};

/**
 * Complete a checkout session: `POST /checkout/sessions/{sessionId}/complete`.
 *
 * Returns 202 while the order is in progress. With `Prefer: wait=N` (at most 10 seconds) it returns 200 once the order has ended. One request per session waits; further ones return 202 at once. A session whose total is zero needs no `payment`.
 *
 * @throws TradewindProblem `checkout.busy`, `checkout.currency-mismatch`, `checkout.expired`, `checkout.in-progress`, `checkout.incomplete`, `checkout.insufficient-stock`, `checkout.not-open`, `checkout.payment-missing`, `checkout.price-changed`, `checkout.region-unknown`, `checkout.sales-paused`, `checkout.tax-rate-missing`, `checkout.too-many-attempts`, `checkout.total-too-large`, `checkout.unknown-product`, `record.changed`, `session.not-found`
 */
export const completeSession: Operation<
  (
    sessionId: string,
    body: Completion,
    options?: CallOptions & IdempotencyKeyOption & IfMatchOption & WaitOption & SessionTokenOption,
  ) => ApiPromise<CompletionAttempt>
> = {
  method: 'POST',
  path: '/checkout/sessions/{sessionId}/complete',
  access: 'optional',
  input: 'body',
  hasIdempotencyKey: true,
  guestSession: 'accepted',
};

/**
 * Cancel a checkout session: `POST /checkout/sessions/{sessionId}/cancel`.
 *
 * A canceled session is returned unchanged.
 *
 * @throws TradewindProblem `checkout.expired`, `checkout.in-progress`, `checkout.not-open`, `record.changed`, `session.not-found`
 */
export const cancelSession: Operation<
  (
    sessionId: string,
    options?: CallOptions & IdempotencyKeyOption & IfMatchOption & SessionTokenOption,
  ) => ApiPromise<Session>
> = {
  method: 'POST',
  path: '/checkout/sessions/{sessionId}/cancel',
  access: 'optional',
  hasIdempotencyKey: true,
  guestSession: 'accepted',
};

/**
 * Create a discount: `POST /checkout/discounts`.
 *
 * Codes are case-insensitive, and unique.
 *
 * @throws TradewindProblem `discount.exists`, `period.empty`
 */
export const createDiscount: Operation<
  (body: NewDiscount, options?: CallOptions & IdempotencyKeyOption) => ApiPromise<Discount>
> = {
  method: 'POST',
  path: '/checkout/discounts',
  access: 'required',
  input: 'body',
  hasIdempotencyKey: true,
};

export interface ListDiscountsQuery {
  /** The maximum number of items of a page. */
  readonly limit?: number | undefined;
  /** The `nextCursor` of the previous page. Omit it for the first page. */
  readonly cursor?: string | undefined;
}

/**
 * List discounts: `GET /checkout/discounts`.
 *
 * Sorted by code.
 *
 * @throws TradewindProblem `page.cursor-invalid`
 */
export const listDiscounts: Operation<
  (query?: ListDiscountsQuery, options?: CallOptions) => PagePromise<DiscountPage>
> = { method: 'GET', path: '/checkout/discounts', access: 'required', input: 'query', isPaged: true };

/**
 * Get a discount: `GET /checkout/discounts/{code}`.
 *
 * Includes the number of redemptions.
 *
 * @throws TradewindProblem `discount.not-found`
 */
export const getDiscount: Operation<
  <Options extends CallOptions & IfNoneMatchOption = CallOptions & IfNoneMatchOption>(
    code: string,
    options?: Options,
  ) => ApiPromise<Found<Discount, Options>>
> = { method: 'GET', path: '/checkout/discounts/{code}', access: 'required' };

/**
 * Replace a discount: `PUT /checkout/discounts/{code}`.
 *
 * Sessions that use the code get the new terms with their next change. Redemptions so far still count.
 *
 * @throws TradewindProblem `discount.not-found`, `period.empty`, `record.changed`
 */
export const replaceDiscount: Operation<
  (code: string, body: DiscountTerms, options?: CallOptions & IfMatchOption) => ApiPromise<Discount>
> = { method: 'PUT', path: '/checkout/discounts/{code}', access: 'required', input: 'body' };

export interface ListShippingOptionsQuery {
  /** The maximum number of items of a page. */
  readonly limit?: number | undefined;
  /** The `nextCursor` of the previous page. Omit it for the first page. */
  readonly cursor?: string | undefined;
}

/**
 * List shipping options: `GET /checkout/shipping-options`.
 *
 * Includes options that are no longer offered.
 *
 * @throws TradewindProblem `page.cursor-invalid`
 */
export const listShippingOptions: Operation<
  (query?: ListShippingOptionsQuery, options?: CallOptions) => PagePromise<ShippingOptionPage>
> = { method: 'GET', path: '/checkout/shipping-options', access: 'required', input: 'query', isPaged: true };

/**
 * Get a shipping option: `GET /checkout/shipping-options/{optionId}`.
 *
 * Includes an option that is no longer offered.
 *
 * @throws TradewindProblem `pricing-rule.not-found`
 */
export const getShippingOption: Operation<
  <Options extends CallOptions & IfNoneMatchOption = CallOptions & IfNoneMatchOption>(
    optionId: string,
    options?: Options,
  ) => ApiPromise<Found<ShippingOption, Options>>
> = { method: 'GET', path: '/checkout/shipping-options/{optionId}', access: 'required' };

/**
 * Create or replace a shipping option: `PUT /checkout/shipping-options/{optionId}`.
 *
 * Open sessions are offered it with their next change. Returns 201 if the option is new.
 *
 * @throws TradewindProblem `record.changed`
 */
export const putShippingOption: Operation<
  (
    optionId: string,
    body: ShippingOptionDetails,
    options?: CallOptions & IfMatchOption,
  ) => ApiPromise<ShippingOption>
> = { method: 'PUT', path: '/checkout/shipping-options/{optionId}', access: 'required', input: 'body' };

export interface ListTaxRatesQuery {
  /** The maximum number of items of a page. */
  readonly limit?: number | undefined;
  /** The `nextCursor` of the previous page. Omit it for the first page. */
  readonly cursor?: string | undefined;
}

/**
 * List tax rates: `GET /checkout/tax-rates`.
 *
 * Sorted by region.
 *
 * @throws TradewindProblem `page.cursor-invalid`
 */
export const listTaxRates: Operation<
  (query?: ListTaxRatesQuery, options?: CallOptions) => PagePromise<TaxRatePage>
> = { method: 'GET', path: '/checkout/tax-rates', access: 'required', input: 'query', isPaged: true };

/**
 * Get a tax rate: `GET /checkout/tax-rates/{region}`.
 *
 * The rate of a country, or of a region of it.
 *
 * @throws TradewindProblem `pricing-rule.not-found`
 */
export const getTaxRate: Operation<
  <Options extends CallOptions & IfNoneMatchOption = CallOptions & IfNoneMatchOption>(
    region: string,
    options?: Options,
  ) => ApiPromise<Found<TaxRate, Options>>
> = { method: 'GET', path: '/checkout/tax-rates/{region}', access: 'required' };

/**
 * Create or replace a tax rate: `PUT /checkout/tax-rates/{region}`.
 *
 * Applies to sessions that are priced from now on. Returns 201 if the rate is new.
 *
 * @throws TradewindProblem `record.changed`
 */
export const putTaxRate: Operation<
  (region: string, body: TaxRateDetails, options?: CallOptions & IfMatchOption) => ApiPromise<TaxRate>
> = { method: 'PUT', path: '/checkout/tax-rates/{region}', access: 'required', input: 'body' };

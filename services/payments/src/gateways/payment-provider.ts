import type { Money } from '#libs/models';
import type { Charge } from '../models/charge.ts';

export interface AuthorizationRequest {
  /** The order id, which the provider stores with the authorization. */
  readonly reference: string;
  readonly amount: Money;
  readonly paymentToken: string;
  readonly idempotencyKey: string;
}

/** Why a provider does not authorize an amount. Every retry has the same result, and the customer sees the code. */
export const declineCodes = [
  'payment.declined',
  'payment.token-invalid',
  'payment.amount-too-small',
  'payment.amount-too-large',
  'payment.currency-unsupported',
] as const;
export type DeclineCode = (typeof declineCodes)[number];

export interface AuthorizationSearch {
  /** Undefined when the provider has no authorization that is held or captured. */
  readonly authorizationId?: string;
  /** How long after the provider received a request its authorization is certainly found, if it exists. */
  readonly visibleAfterSeconds: number;
}

/**
 * A payment provider. Only `authorize` takes an idempotency key: the same key returns the result of the first request.
 * The other operations are idempotent by the status of the charge. They take no key, because a provider also stores
 * failures under a key and would repeat them after it has recovered.
 *
 * Each operation throws AppError unavailable `payment.provider-unavailable` when it had no effect or an unknown one.
 */
export interface PaymentProvider {
  /**
   * Authorizes an amount. After a failure at the provider every retry may fail too; {@link PaymentProvider.find} finds an
   * authorization that the attempt created.
   *
   * @throws AppError conflict `payment.declined`, or invalid with another {@link DeclineCode}
   */
  authorize(request: AuthorizationRequest): Promise<{ readonly authorizationId: string }>;
  /** Captures the full authorized amount. @throws AppError conflict `payment.voided` */
  capture(authorizationId: string): Promise<void>;
  /** Releases an authorization. @returns `captured` when it was already captured */
  void(authorizationId: string): Promise<'voided' | 'captured'>;
  /** Refunds the captured amount that is not refunded yet, if any. */
  refund(authorizationId: string): Promise<void>;
  /** Finds the authorization of an attempt whose response was lost. */
  find(reference: string): Promise<AuthorizationSearch>;
}

export interface ChargeQuery {
  /** The first instant at which the charges were created. */
  readonly from: Date;
  /** The instant before which the charges were created. */
  readonly to: Date;
  /** The `nextCursor` of the previous page. */
  readonly cursor?: string | undefined;
}

export interface ChargePage {
  readonly charges: readonly Charge[];
  /** Absent on the last page. */
  readonly nextCursor?: string;
}

/** The books of a payment provider. */
export interface ProviderBooks {
  /**
   * Lists the charges of orders that were created within a time. Declined attempts are no charges.
   *
   * @throws AppError unavailable `payment.provider-unavailable`
   */
  list(query: ChargeQuery): Promise<ChargePage>;
}

/** What each client of a provider implements: charging, and reading the books. */
export type ProviderClient = PaymentProvider & ProviderBooks;

/** The idempotency key of all attempts to authorize an order. */
export const authorizationKey = (orderId: string): string => `${orderId}-authorize`;

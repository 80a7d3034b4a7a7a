import type { Money } from '#libs/models';

export interface AuthorizationRequest {
  /** Our name for the purchase, kept by the provider beside what it holds: the order's id. */
  readonly reference: string;
  readonly amount: Money;
  readonly paymentToken: string;
  readonly idempotencyKey: string;
}

/** Why a provider will not hold an amount: as the buyer hears it, and the same at every further try. */
export const refusals = [
  'payment.declined',
  'payment.token-invalid',
  'payment.amount-too-small',
  'payment.amount-too-large',
  'payment.currency-unsupported',
] as const;
export type Refusal = (typeof refusals)[number];

export interface Found {
  /** Absent where the provider knows of none that could be captured or was. */
  readonly authorizationId?: string;
  /** So long after an attempt, none found means that there is none. */
  readonly certainAfterSeconds: number;
}

/**
 * Who holds and moves the money. To authorize makes something new, so it takes an idempotency key: the same one again
 * answers what the first request did. The other steps go once by where the charge stands, and take none: a provider
 * keeps its failures under a key too, and would repeat them long after it is well again.
 *
 * Each call throws AppError unavailable `payment.provider-unavailable` when its outcome is unknown or nothing was done.
 */
export interface PaymentProvider {
  /**
   * Holds the amount. Where the provider failed at it, every further try may fail alike: what the attempt has left
   * behind is for {@link PaymentProvider.find} to say.
   *
   * @throws AppError conflict `payment.declined`, or invalid with another code of {@link Refusal}
   */
  authorize(request: AuthorizationRequest): Promise<{ readonly authorizationId: string }>;
  /** Takes all that is held. @throws AppError conflict `payment.voided` when it is held no more */
  capture(authorizationId: string): Promise<void>;
  /** Lets go of what is held; what was let go before stays so. Answers `captured` where it was taken already. */
  void(authorizationId: string): Promise<'voided' | 'captured'>;
  /** Gives back all that was taken and is not given back yet; nothing where nothing is left. */
  refund(authorizationId: string): Promise<void>;
  /** What an attempt whose answer was lost has left behind. */
  find(reference: string): Promise<Found>;
}

/** The same for every try to authorize an order. */
export const authorizationKey = (orderId: string): string => `${orderId}-authorize`;

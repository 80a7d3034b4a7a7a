import type { Money } from '#libs/models';

export interface AuthorisationRequest {
  /** Our name for the purchase, kept by the provider beside what it holds: the order's id. */
  readonly reference: string;
  readonly amount: Money;
  readonly paymentToken: string;
  readonly idempotencyKey: string;
}

/** A step on what the provider holds. */
export interface Step {
  readonly authorisationId: string;
  readonly idempotencyKey: string;
}

export interface Found {
  /** Absent where the provider knows of none that could be captured or was. */
  readonly authorisationId?: string;
  /** So long after an attempt, none found means that there is none. */
  readonly certainAfterSeconds: number;
}

/**
 * Who holds and moves the money. The same idempotency key again answers what the first request did, so a
 * request whose answer was lost can be repeated without moving money twice.
 *
 * Each call throws AppError unavailable `payment.provider-unavailable` when its outcome is unknown or nothing was done.
 */
export interface PaymentProvider {
  /**
   * Holds the amount.
   *
   * @throws AppError conflict `payment.declined`; invalid `payment.token-invalid`
   */
  authorise(request: AuthorisationRequest): Promise<{ readonly authorisationId: string }>;
  /** Takes all that is held. @throws AppError conflict `payment.voided` when it is held no more */
  capture(step: Step): Promise<void>;
  /** Lets go of what is held; what was let go before stays so. Answers `captured` where it was taken already. */
  void(step: Step): Promise<'voided' | 'captured'>;
  /** Gives back all that was taken and is not given back yet; nothing where nothing is left. */
  refund(step: Step): Promise<void>;
  /** What an attempt whose answer was lost has left behind. */
  find(reference: string): Promise<Found>;
}

/** The same for every try of a step, and another for each step. */
export const idempotencyKey = (orderId: string, step: 'authorise' | 'capture' | 'void' | 'refund'): string =>
  `${orderId}-${step}`;

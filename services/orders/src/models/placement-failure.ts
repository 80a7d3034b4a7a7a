import { findRefusal, type CaughtError, type Refusal } from '#libs/contracts';

/** Why an order was rejected, as the checkout session shows it. */
export type Failure = Refusal;

const providerUnavailable: Failure = {
  code: 'payment.provider-unavailable',
  detail: 'The payment provider is unavailable. You were not charged. Try again later.',
};

const placementFailed: Failure = {
  code: 'order.placement-failed',
  detail: 'The order could not be placed. You were not charged. Try again.',
};

/** The failure of an order whose placement a step ended. A refused command has its own. */
export const toFailure = (error: CaughtError): Failure =>
  findRefusal(error) ?? (error.Error === providerUnavailable.code ? providerUnavailable : placementFailed);

import type { Totals } from '#libs/contracts';
import { AppError } from '#libs/errors';
import type { Quote, Session } from './session.ts';

/** Whether a new quote differs from the one that the customer accepted. */
export const isQuoteChanged = (accepted: Quote, current: Quote): boolean =>
  accepted.totals.total !== current.totals.total ||
  accepted.currency !== current.currency ||
  accepted.shippingOption !== current.shippingOption ||
  accepted.discountCodes.join() !== current.discountCodes.join();

const requiredFields = ['email', 'shippingAddress', 'shippingOption'] as const;

/** @throws AppError unprocessable `checkout.incomplete` that names the missing fields */
export function requireComplete(session: Pick<Session, (typeof requiredFields)[number]>): void {
  const missing = requiredFields.filter((name) => session[name] === undefined);
  if (missing.length === 0) return;
  throw new AppError('unprocessable', 'checkout.incomplete', {
    detail: `The session is incomplete. Set ${missing.join(', ')} with PATCH.`,
    fields: missing.map((name) => ({ field: `/${name}`, message: 'is missing' })),
  });
}

/**
 * Returns the payment token of a request; undefined when there is nothing to pay, whether the request has one or not.
 *
 * @throws AppError unprocessable `checkout.payment-missing`
 */
export function requirePayment(paymentToken: string | undefined, { total }: Totals): string | undefined {
  if (total === 0) return undefined;
  if (paymentToken !== undefined) return paymentToken;
  throw new AppError('unprocessable', 'checkout.payment-missing', {
    detail: 'The total is not zero, but the request has no payment. Set payment.token.',
    fields: [{ field: '/body/payment', message: 'is missing' }],
  });
}

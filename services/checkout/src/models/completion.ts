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

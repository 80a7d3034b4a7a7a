import { AppError } from '#libs/errors';
import type { Quote, Session } from './session.ts';

/** Whether a quote is another than the one that the buyer saw and agreed to. */
export const differs = (seen: Quote, now: Quote): boolean =>
  seen.totals.total !== now.totals.total ||
  seen.currency !== now.currency ||
  seen.shippingOption !== now.shippingOption ||
  seen.discountCodes.join() !== now.discountCodes.join();

const needed = ['email', 'shippingAddress', 'shippingOption'] as const;

/** @throws AppError unprocessable `checkout.incomplete` naming what is missing to send the goods and the bill */
export function requireComplete(session: Pick<Session, (typeof needed)[number]>): void {
  const missing = needed.filter((name) => session[name] === undefined);
  if (missing.length === 0) return;
  throw new AppError('unprocessable', 'checkout.incomplete', {
    detail: `Set ${missing.join(', ')} first, with PATCH.`,
    fields: missing.map((name) => ({ field: `/${name}`, message: 'is missing' })),
  });
}

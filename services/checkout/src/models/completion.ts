import type { Totals } from '#libs/contracts';
import { AppError } from '#libs/errors';
import { canonicalJson } from '#libs/lambda';
import type { Quote, Session } from './session.ts';

type AgreedFields = Omit<Quote, 'problems'> & Pick<Session, 'email' | 'shippingAddress'>;

/** What a customer agrees to by completing a session: everything that the session showed them, not only its total. */
export const toAgreement = ({
  lineItems,
  email,
  shippingAddress,
  shipping,
  discountCodes,
  totals,
  currency,
}: AgreedFields) => ({
  lineItems,
  email,
  shippingAddress,
  shipping,
  discountCodes,
  totals,
  currency,
});
export type Agreement = ReturnType<typeof toAgreement>;

export const isSameAgreement = (agreed: Agreement, current: Agreement): boolean =>
  canonicalJson(agreed) === canonicalJson(current);

/** @throws AppError unprocessable `checkout.incomplete` that names the missing fields */
export function requireComplete({
  email,
  shippingAddress,
  shipping,
}: Pick<Session, 'email' | 'shippingAddress' | 'shipping'>): void {
  const required = { email, shippingAddress, shippingOption: shipping };
  const missing = Object.entries(required).flatMap(([name, value]) => (value === undefined ? name : []));
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

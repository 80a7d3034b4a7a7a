import type { SoldLineItem, Totals } from '#libs/contracts';
import { AppError } from '#libs/errors';
import { percentage } from '#libs/models';
import { reductionOf, type DiscountTerms } from './discount.ts';

export const subtotalOf = (lineItems: readonly Pick<SoldLineItem, 'total'>[]): number =>
  lineItems.reduce((sum, { total }) => sum + total, 0);

/** What all discounts take off together: never more than there is to pay for. */
export function discountOf(discounts: readonly DiscountTerms[], subtotal: number): number {
  const wanted = discounts.reduce((sum, terms) => sum + reductionOf(terms, subtotal), 0);
  return Math.min(wanted, subtotal);
}

interface Purchase {
  readonly subtotal: number;
  readonly discount: number;
  /** 0 until an option is chosen. */
  readonly shipping: number;
  /** 0 until there is an address. */
  readonly taxBasisPoints: number;
}

/** Prices exclude tax; it is due on what is left after discounts and on shipping, and rounded once. */
export function totalsOf({ subtotal, discount, shipping, taxBasisPoints }: Purchase): Totals {
  const net = subtotal - discount + shipping;
  const tax = percentage(net, taxBasisPoints);
  return { subtotal, discount, shipping, tax, total: net + tax };
}

// What a payment takes at most, in minor units.
const MAX_TOTAL = 99_999_999_999;

/** @throws AppError unprocessable `checkout.total-too-large` */
export function requirePayable({ subtotal, total }: Totals): void {
  if (subtotal <= MAX_TOTAL && total <= MAX_TOTAL) return;
  throw new AppError('unprocessable', 'checkout.total-too-large', {
    detail: 'No payment takes as much. Buy less at once.',
    fields: [{ field: '/body/lineItems', message: 'come to more than one payment takes' }],
  });
}

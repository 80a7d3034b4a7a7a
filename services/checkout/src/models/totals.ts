import type { SoldLineItem, Totals } from '#libs/contracts';
import { shareRoundedHalfUp } from '#libs/models';
import type { BasketProblem } from './basket-problem.ts';
import { toReductionAmount, type DiscountTerms } from './discount.ts';

export const toSubtotal = (lineItems: readonly Pick<SoldLineItem, 'total'>[]): number =>
  lineItems.reduce((sum, { total }) => sum + total, 0);

/** The sum of all discounts, limited to the subtotal. */
export function toDiscountAmount(discounts: readonly DiscountTerms[], subtotal: number): number {
  const total = discounts.reduce((sum, terms) => sum + toReductionAmount(terms, subtotal), 0);
  return Math.min(total, subtotal);
}

interface Purchase {
  readonly subtotal: number;
  readonly discount: number;
  /** 0 until an option is chosen. */
  readonly shipping: number;
  /** 0 until there is an address. */
  readonly taxBasisPoints: number;
}

/** Prices exclude tax. It applies to goods after discounts and to shipping, and is rounded once, half up. */
export function toTotals({ subtotal, discount, shipping, taxBasisPoints }: Purchase): Totals {
  const net = subtotal - discount + shipping;
  const tax = shareRoundedHalfUp(net, taxBasisPoints);
  return { subtotal, discount, shipping, tax, total: net + tax };
}

// The maximum payment amount, in minor units.
const MAX_TOTAL = 99_999_999_999;

export function findTotalProblem({ subtotal, total }: Totals): BasketProblem | undefined {
  if (subtotal <= MAX_TOTAL && total <= MAX_TOTAL) return undefined;
  const message = 'exceed the maximum payment amount';
  return { code: 'checkout.total-too-large', field: '/lineItems', message };
}

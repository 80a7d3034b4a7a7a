import type { DiscountRepository, DiscountUsage } from '../gateways/discount-repository.ts';
import type { ShippingOptionRepository, TaxRateRepository } from '../gateways/pricing-rule-repository.ts';
import type { ProductProjectionRepository } from '../gateways/product-projection-repository.ts';
import {
  canonicalCode,
  rejectionReason,
  toRedemption,
  toUseIds,
  type Redemption,
} from '../models/discount.ts';
import { rejectRequested, type BasketField, type BasketProblem } from '../models/basket-problem.ts';
import { priceLines } from '../models/product-projection.ts';
import type { Basket, Quote } from '../models/session.ts';
import type { OfferedShipping } from '../models/shipping-option.ts';
import { selectTaxRate } from '../models/tax-rate.ts';
import { findTotalProblem, toDiscountAmount, toSubtotal, toTotals } from '../models/totals.ts';
import { toOffers } from './offer-shipping.ts';

export interface PricingDependencies {
  readonly products: Pick<ProductProjectionRepository, 'findAll'>;
  readonly discounts: Pick<DiscountRepository, 'findWithUsage'>;
  readonly shippingOptions: Pick<ShippingOptionRepository, 'find' | 'findAll'>;
  readonly taxRates: Pick<TaxRateRepository, 'findAll'>;
}

interface Dependencies extends PricingDependencies {
  readonly now: () => Date;
}

export interface Quotation extends Quote {
  /** The options that the customer can choose. They are not stored. */
  readonly shippingOptions: readonly OfferedShipping[];
  readonly redemptions: readonly Redemption[];
}

/**
 * Prices a basket with the current product prices, discounts, shipping options and tax rates. What became unavailable does
 * not block the request: it is a problem of the quote, and dropped codes and options are no longer part of it.
 *
 * @param sent  the fields of the basket that the request sends
 * @throws AppError when a sent field asks for something unavailable
 */
export async function quoteBasket(
  basket: Basket,
  sent: readonly BasketField[],
  deps: Dependencies,
): Promise<Quotation> {
  const codes = [...new Set(basket.discountCodes.map(canonicalCode))];
  const [products, discounts, options, tax] = await Promise.all([
    deps.products.findAll(basket.lineItems.map(({ productId }) => productId)),
    deps.discounts.findWithUsage(codes.map((code) => ({ code, uses: toUseIds(code, basket) }))),
    findShippingOptions(basket, deps),
    findTaxation(basket, deps),
  ]);
  const lines = priceLines(basket.lineItems, products, basket.currency);
  rejectRequested(lines.problems, sent);
  // Lines that were not sent have been priced before, so there is a currency.
  const { lineItems, currency = '' } = lines;

  const subtotal = toSubtotal(lineItems);
  const purchase = { subtotal, currency, now: deps.now() };
  const checked = codes.map((code) => checkCode(code, discounts, purchase));
  const applicable = checked.flatMap(({ discount, reason }) => (discount && !reason ? [discount] : []));
  const discount = toDiscountAmount(
    applicable.map(({ terms }) => terms),
    subtotal,
  );
  const parcel = { currency, goodsValue: subtotal - discount, country: basket.shippingAddress?.country };
  const shippingOptions = toOffers(options, parcel);
  const chosen = shippingOptions.find(({ optionId }) => optionId === basket.shippingOption);
  const totals = toTotals({
    subtotal,
    discount,
    shipping: chosen?.price ?? 0,
    taxBasisPoints: tax.basisPoints,
  });
  const problems = [
    ...lines.problems,
    ...checked.flatMap((each) => toCodeProblem(each, basket, sent)),
    ...(basket.shippingOption !== undefined && !chosen ? [optionUnavailable] : []),
    ...[tax.problem, findTotalProblem(totals)].filter((problem) => problem !== undefined),
  ];
  rejectRequested(problems, sent);
  return {
    lineItems,
    currency,
    totals,
    shippingOptions,
    shipping: chosen,
    discountCodes: applicable.map(({ code }) => code),
    problems,
    redemptions: applicable.map((each) => toRedemption(each, basket)),
  };
}

/** All options are kept for a minute. Another execution environment may have offered one that is newer. */
async function findShippingOptions({ shippingOption }: Basket, { shippingOptions }: Dependencies) {
  const options = await shippingOptions.findAll();
  if (shippingOption === undefined || options.some(({ id }) => id === shippingOption)) return options;
  const newer = await shippingOptions.find(shippingOption);
  return newer ? [...options, newer] : options;
}

async function findTaxation({ shippingAddress }: Basket, { taxRates }: Dependencies) {
  if (!shippingAddress) return { basisPoints: 0 };
  const rates = (await taxRates.findAll()).map(({ id, details }) => ({ region: id, ...details }));
  return selectTaxRate(shippingAddress, rates);
}

type CheckedCode = ReturnType<typeof checkCode>;

function checkCode(
  code: string,
  existing: readonly DiscountUsage[],
  purchase: { readonly subtotal: number; readonly currency: string; readonly now: Date },
) {
  const found = existing.find(({ discount }) => discount.code === code);
  const reason = found ? rejectionReason(found.discount, { ...purchase, ...found }) : 'does not exist';
  return { code, discount: found?.discount, reason };
}

/** A code that the request sends is named by its position, one that is dropped by itself. */
function toCodeProblem(
  { code, reason }: CheckedCode,
  { discountCodes }: Basket,
  sent: readonly BasketField[],
): BasketProblem[] {
  if (reason === undefined) return [];
  const index = discountCodes.findIndex((each) => canonicalCode(each) === code);
  const isSent = sent.includes('discountCodes');
  return [
    {
      code: 'checkout.discount-not-applicable',
      field: isSent ? `/discountCodes/${index}` : '/discountCodes',
      message: isSent ? reason : `${code} ${reason}`,
    },
  ];
}

const optionUnavailable: BasketProblem = {
  code: 'checkout.shipping-option-unavailable',
  field: '/shippingOption',
  message: 'is not offered for this basket and address',
};

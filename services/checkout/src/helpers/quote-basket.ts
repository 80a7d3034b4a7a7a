import { AppError } from '#libs/errors';
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
import { priceLines, requireStock } from '../models/product-projection.ts';
import type { Basket, Quote } from '../models/session.ts';
import { toOfferedShipping } from '../models/shipping-option.ts';
import { requireRegion, selectTaxRate, toTaxRegions } from '../models/tax-rate.ts';
import { requirePayable, toDiscountAmount, toSubtotal, toTotals } from '../models/totals.ts';

export interface PricingDependencies {
  readonly products: Pick<ProductProjectionRepository, 'findAll'>;
  readonly discounts: Pick<DiscountRepository, 'findWithUsage'>;
  readonly shippingOptions: Pick<ShippingOptionRepository, 'findAll'>;
  readonly taxRates: Pick<TaxRateRepository, 'find'>;
}

interface Dependencies extends PricingDependencies {
  readonly now: () => Date;
}

/** What the current request asks for: rejected when unavailable. Anything else that no longer applies is dropped. */
export interface Requirements {
  readonly stock?: boolean;
  readonly discountCodes?: boolean;
  readonly shippingOption?: boolean;
}

export interface Quotation extends Quote {
  readonly redemptions: readonly Redemption[];
}

/** Prices a basket with the current product prices, discounts, shipping options and tax rates. */
export async function quoteBasket(
  basket: Basket,
  requirements: Requirements,
  deps: Dependencies,
): Promise<Quotation> {
  const codes = [...new Set(basket.discountCodes.map(canonicalCode))];
  const [products, discounts, options, taxBasisPoints] = await Promise.all([
    deps.products.findAll(basket.lineItems.map(({ productId }) => productId)),
    deps.discounts.findWithUsage(codes.map((code) => ({ code, uses: toUseIds(code, basket) }))),
    deps.shippingOptions.findAll(),
    getTaxBasisPoints(basket, deps),
  ]);
  const { lineItems, currency } = priceLines(basket.lineItems, products);
  if (requirements.stock) requireStock(basket.lineItems, products);

  const subtotal = toSubtotal(lineItems);
  const applicable = selectApplicable(
    codes,
    discounts,
    { subtotal, currency, now: deps.now() },
    requirements,
  );
  const discount = toDiscountAmount(
    applicable.map(({ terms }) => terms),
    subtotal,
  );
  const parcel = { currency, goodsValue: subtotal - discount, country: basket.shippingAddress?.country };
  const shippingOptions = toOfferedShipping(
    options.map(({ id, details }) => ({ optionId: id, ...details })),
    parcel,
  );
  const chosen = shippingOptions.find(({ optionId }) => optionId === basket.shippingOption);
  if (requirements.shippingOption && basket.shippingOption !== undefined && !chosen) rejectShippingOption();

  const totals = toTotals({ subtotal, discount, shipping: chosen?.price ?? 0, taxBasisPoints });
  requirePayable(totals);
  return {
    lineItems,
    currency,
    totals,
    shippingOptions,
    shippingOption: chosen?.optionId,
    discountCodes: applicable.map(({ code }) => code),
    redemptions: applicable.map((each) => toRedemption(each, basket)),
  };
}

async function getTaxBasisPoints({ shippingAddress }: Basket, { taxRates }: Dependencies): Promise<number> {
  if (!shippingAddress) return 0;
  const regions = toTaxRegions(shippingAddress);
  const rules = await Promise.all(regions.map((region) => taxRates.find(region)));
  const rates = rules.flatMap((rule) => (rule ? [{ region: rule.id, ...rule.details }] : []));
  requireRegion(shippingAddress, rates);
  return selectTaxRate(regions, rates).basisPoints;
}

function selectApplicable(
  codes: readonly string[],
  existing: readonly DiscountUsage[],
  purchase: { readonly subtotal: number; readonly currency: string; readonly now: Date },
  requirements: Requirements,
) {
  const checked = codes.map((code, index) => {
    const found = existing.find(({ discount }) => discount.code === code);
    const reason = found ? rejectionReason(found.discount, { ...purchase, ...found }) : 'does not exist';
    return { discount: found?.discount, reason, field: `/body/discountCodes/${index}` };
  });
  const fields = checked.flatMap(({ field, reason }) =>
    reason === undefined ? [] : [{ field, message: reason }],
  );
  if (requirements.discountCodes && fields.length > 0)
    throw new AppError('unprocessable', 'checkout.discount-not-applicable', {
      detail: 'A discount code does not apply. Remove the codes that are listed in errors.',
      fields,
    });
  return checked.flatMap(({ discount, reason }) => (discount && reason === undefined ? [discount] : []));
}

function rejectShippingOption(): never {
  throw new AppError('unprocessable', 'checkout.shipping-option-unavailable', {
    detail: 'The shipping option is not available. Choose one of shippingOptions.',
    fields: [{ field: '/body/shippingOption', message: 'is not offered for this basket and address' }],
  });
}

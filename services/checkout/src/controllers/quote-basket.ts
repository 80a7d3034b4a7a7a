import { AppError } from '#libs/errors';
import type { BuyersDiscount } from '../gateways/discount-register.ts';
import type { PriceSources } from '../gateways/price-sources.ts';
import { canonicalCode, obstacleTo, redemptionOf, usesOf, type Redemption } from '../models/discount.ts';
import { requireStock, soldLines } from '../models/product-copy.ts';
import type { Basket, Quote } from '../models/session.ts';
import { offersFor } from '../models/shipping-option.ts';
import { rateFor, requireRegion, taxRegionsOf } from '../models/tax-rate.ts';
import { discountOf, requirePayable, subtotalOf, totalsOf } from '../models/totals.ts';

interface Dependencies extends PriceSources {
  readonly now: () => Date;
}

/** What the buyer asks for right now, and must hear of when it cannot be had. Anything else is quietly left out. */
export interface Demands {
  readonly stock?: boolean;
  readonly discountCodes?: boolean;
  readonly shippingOption?: boolean;
}

export interface Quotation extends Quote {
  readonly redemptions: readonly Redemption[];
}

/** Prices a basket by what is known at this moment. */
export async function quoteBasket(basket: Basket, demands: Demands, deps: Dependencies): Promise<Quotation> {
  const codes = [...new Set(basket.discountCodes.map(canonicalCode))];
  const [copies, discounts, options, taxBasisPoints] = await Promise.all([
    deps.products.read(basket.lineItems.map(({ productId }) => productId)),
    deps.discounts.forBuyer(codes.map((code) => ({ code, uses: usesOf(code, basket) }))),
    deps.shippingOptions.all(),
    taxFor(basket, deps),
  ]);
  const { lineItems, currency } = soldLines(basket.lineItems, copies);
  if (demands.stock) requireStock(basket.lineItems, copies);

  const subtotal = subtotalOf(lineItems);
  const applicable = applicableDiscounts(codes, discounts, { subtotal, currency, now: deps.now() }, demands);
  const discount = discountOf(
    applicable.map(({ terms }) => terms),
    subtotal,
  );
  const parcel = { currency, worth: subtotal - discount, country: basket.shippingAddress?.country };
  const shippingOptions = offersFor(
    options.map(({ id, terms }) => ({ optionId: id, ...terms })),
    parcel,
  );
  const chosen = shippingOptions.find(({ optionId }) => optionId === basket.shippingOption);
  if (demands.shippingOption && basket.shippingOption !== undefined && !chosen) refuseShippingOption();

  const totals = totalsOf({ subtotal, discount, shipping: chosen?.price ?? 0, taxBasisPoints });
  requirePayable(totals);
  return {
    lineItems,
    currency,
    totals,
    shippingOptions,
    shippingOption: chosen?.optionId,
    discountCodes: applicable.map(({ code }) => code),
    redemptions: applicable.map((each) => redemptionOf(each, basket)),
  };
}

async function taxFor({ shippingAddress }: Basket, { taxRates }: Dependencies): Promise<number> {
  if (!shippingAddress) return 0;
  const regions = taxRegionsOf(shippingAddress);
  const found = await Promise.all(regions.map((region) => taxRates.find(region)));
  const rates = found.flatMap((entry) => (entry ? [{ region: entry.id, ...entry.terms }] : []));
  requireRegion(shippingAddress, rates);
  return rateFor(regions, rates).basisPoints;
}

function applicableDiscounts(
  codes: readonly string[],
  known: readonly BuyersDiscount[],
  purchase: { readonly subtotal: number; readonly currency: string; readonly now: Date },
  demands: Demands,
) {
  const checked = codes.map((code, index) => {
    const found = known.find(({ discount }) => discount.code === code);
    const obstacle = found ? obstacleTo(found.discount, { ...purchase, ...found }) : 'is not known';
    return { discount: found?.discount, obstacle, field: `/body/discountCodes/${index}` };
  });
  const fields = checked.flatMap(({ field, obstacle }) =>
    obstacle === undefined ? [] : [{ field, message: obstacle }],
  );
  if (demands.discountCodes && fields.length > 0)
    throw new AppError('unprocessable', 'checkout.discount-not-applicable', {
      detail: 'A discount code does not apply; errors says which and why. Leave it out.',
      fields,
    });
  return checked.flatMap(({ discount, obstacle }) => (discount && obstacle === undefined ? [discount] : []));
}

function refuseShippingOption(): never {
  throw new AppError('unprocessable', 'checkout.shipping-option-unavailable', {
    detail: 'Choose one of shippingOptions.',
    fields: [{ field: '/body/shippingOption', message: 'is not offered for this basket and address' }],
  });
}

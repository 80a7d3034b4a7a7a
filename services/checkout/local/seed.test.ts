import { describe, expect, it } from '@jest/globals';
import { createAjv } from '#libs/schema';
import { DiscountCode, DiscountTerms } from '../src/models/discount.ts';
import { ShippingOptionId, ShippingTerms } from '../src/models/shipping-option.ts';
import { TaxRegion, TaxTerms } from '../src/models/tax-rate.ts';
import { discounts } from './discounts.ts';
import { shippingOptions, taxRates } from './terms-of-sale.ts';

const misfits = (schema: object, values: readonly unknown[]) => {
  const validate = createAjv().compile(schema);
  return values.filter((value) => !validate(value));
};

describe('seeded terms of sale', () => {
  it('are what staff could have written', () => {
    expect(
      misfits(
        DiscountTerms,
        discounts.map(({ terms }) => terms),
      ),
    ).toEqual([]);
    expect(
      misfits(
        DiscountCode,
        discounts.map(({ code }) => code),
      ),
    ).toEqual([]);
    expect(
      misfits(
        ShippingTerms,
        shippingOptions.map(({ terms }) => terms),
      ),
    ).toEqual([]);
    expect(
      misfits(
        ShippingOptionId,
        shippingOptions.map(({ id }) => id),
      ),
    ).toEqual([]);
    expect(
      misfits(
        TaxTerms,
        taxRates.map(({ terms }) => terms),
      ),
    ).toEqual([]);
    expect(
      misfits(
        TaxRegion,
        taxRates.map(({ id }) => id),
      ),
    ).toEqual([]);
  });

  it('hold a tax rate for everywhere else', () => {
    expect(taxRates.map(({ id }) => id)).toContain('*');
  });
});

import { describe, expect, it } from '@jest/globals';
import { ShippingOptionId } from '#libs/contracts';
import { createAjv } from '#libs/schema';
import { DiscountCode, DiscountTerms } from '../src/models/discount.ts';
import { ShippingOptionDetails } from '../src/models/shipping-option.ts';
import { TaxRegion, TaxRateDetails } from '../src/models/tax-rate.ts';
import { discounts } from './discounts.ts';
import { shippingOptions, taxRates } from './pricing-rules.ts';

const findInvalid = (schema: object, values: readonly unknown[]) => {
  const validate = createAjv().compile(schema);
  return values.filter((value) => !validate(value));
};

describe('seed data', () => {
  it('passes the validation of the staff API', () => {
    expect(
      findInvalid(
        DiscountTerms,
        discounts.map(({ terms }) => terms),
      ),
    ).toEqual([]);
    expect(
      findInvalid(
        DiscountCode,
        discounts.map(({ code }) => code),
      ),
    ).toEqual([]);
    expect(
      findInvalid(
        ShippingOptionDetails,
        shippingOptions.map(({ details }) => details),
      ),
    ).toEqual([]);
    expect(
      findInvalid(
        ShippingOptionId,
        shippingOptions.map(({ id }) => id),
      ),
    ).toEqual([]);
    expect(
      findInvalid(
        TaxRateDetails,
        taxRates.map(({ details }) => details),
      ),
    ).toEqual([]);
    expect(
      findInvalid(
        TaxRegion,
        taxRates.map(({ id }) => id),
      ),
    ).toEqual([]);
  });

  it('has a default tax rate', () => {
    expect(taxRates.map(({ id }) => id)).toContain('*');
  });
});

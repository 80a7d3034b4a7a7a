import { environment } from '#libs/config';
import { cachedPricingRules } from '../gateways/cached-pricing-rules.ts';
import { dynamoDbDiscountRepository } from '../gateways/dynamodb-discount-repository.ts';
import { dynamoDbTaxRateRepository } from '../gateways/dynamodb-pricing-rule-repository.ts';
import { dynamoDbProductProjectionRepository } from '../gateways/dynamodb-product-projection-repository.ts';
import { preloaded } from './preloaded.ts';
import { shippingOptions } from './shipping-options.ts';

/** What pricing a basket reads. */
export function pricingDependencies() {
  const env = environment({
    PRODUCT_PROJECTIONS_TABLE: 'text',
    DISCOUNTS_TABLE: 'text',
    DISCOUNT_USES_TABLE: 'text',
    PRICING_RULES_TABLE: 'text',
  });
  return {
    products: dynamoDbProductProjectionRepository(env.PRODUCT_PROJECTIONS_TABLE),
    discounts: dynamoDbDiscountRepository({
      discounts: env.DISCOUNTS_TABLE,
      uses: env.DISCOUNT_USES_TABLE,
    }),
    shippingOptions: shippingOptions(),
    taxRates: preloaded(cachedPricingRules(dynamoDbTaxRateRepository(env.PRICING_RULES_TABLE))),
  };
}

import { environment } from '#libs/config';
import { cachedPricingRules } from '../gateways/cached-pricing-rules.ts';
import { dynamoDbShippingOptionRepository } from '../gateways/dynamodb-pricing-rule-repository.ts';
import { preloaded } from './preloaded.ts';

/** The shipping options. All are kept for a minute. */
export function shippingOptions() {
  const { PRICING_RULES_TABLE } = environment({ PRICING_RULES_TABLE: 'text' });
  return preloaded(cachedPricingRules(dynamoDbShippingOptionRepository(PRICING_RULES_TABLE)));
}

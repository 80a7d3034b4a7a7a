import { environment } from '#libs/config';
import { cachedPricingRules } from '../gateways/cached-pricing-rules.ts';
import { dynamoDbShippingOptionRepository } from '../gateways/dynamodb-pricing-rule-repository.ts';

/** The shipping options. All are kept for a minute; a single one is read. */
export function shippingOptions() {
  const { PRICING_RULES_TABLE } = environment({ PRICING_RULES_TABLE: 'text' });
  const stored = dynamoDbShippingOptionRepository(PRICING_RULES_TABLE);
  return { ...cachedPricingRules(stored), find: stored.find };
}

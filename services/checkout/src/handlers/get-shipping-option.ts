import { environment } from '#libs/config';
import { httpHandler, ok } from '#libs/lambda';
import { getPricingRule } from '../controllers/get-pricing-rule.ts';
import { dynamoDbShippingOptionRepository } from '../gateways/dynamodb-pricing-rule-repository.ts';
import request from './get-shipping-option.schema.ts';

const env = environment({ PRICING_RULES_TABLE: 'text' });
const deps = { rules: dynamoDbShippingOptionRepository(env.PRICING_RULES_TABLE) };

export const handler = httpHandler(request, async ({ path: { optionId } }) => {
  const { details, version } = await getPricingRule(optionId, deps);
  return ok({ optionId, ...details }, { version });
});

import { environment } from '#libs/config';
import { httpHandler, ok } from '#libs/lambda';
import { getPricingRule } from '../controllers/get-pricing-rule.ts';
import { dynamoDbTaxRateRepository } from '../gateways/dynamodb-pricing-rule-repository.ts';
import request from './get-tax-rate.schema.ts';

const env = environment({ PRICING_RULES_TABLE: 'text' });
const deps = { rules: dynamoDbTaxRateRepository(env.PRICING_RULES_TABLE) };

export const handler = httpHandler(request, async ({ path: { region } }) => {
  const { details, version } = await getPricingRule(region, deps);
  return ok({ region, ...details }, { version });
});

import { environment } from '#libs/config';
import { created, httpHandler, ok } from '#libs/lambda';
import { putPricingRule } from '../controllers/put-pricing-rule.ts';
import { dynamoDbShippingOptionRepository } from '../gateways/dynamodb-pricing-rule-repository.ts';
import request from './put-shipping-option.schema.ts';

const env = environment({ PRICING_RULES_TABLE: 'text' });
const deps = { rules: dynamoDbShippingOptionRepository(env.PRICING_RULES_TABLE) };

export const handler = httpHandler(request, async ({ path: { optionId }, body: details, headers }) => {
  const saved = await putPricingRule({ id: optionId, details, ifMatch: headers['if-match'] }, deps);
  const respond = saved.version === 1 ? created : ok;
  return respond({ optionId, ...saved.details }, { version: saved.version });
});

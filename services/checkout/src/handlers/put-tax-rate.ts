import { environment } from '#libs/config';
import { created, httpHandler, ok } from '#libs/lambda';
import { putPricingRule } from '../controllers/put-pricing-rule.ts';
import { dynamoDbTaxRateRepository } from '../gateways/dynamodb-pricing-rule-repository.ts';
import request from './put-tax-rate.schema.ts';

const env = environment({ PRICING_RULES_TABLE: 'text' });
const deps = { rules: dynamoDbTaxRateRepository(env.PRICING_RULES_TABLE) };

export const handler = httpHandler(request, async ({ path: { region }, body: details, headers }) => {
  const saved = await putPricingRule({ id: region, details, ifMatch: headers['if-match'] }, deps);
  const respond = saved.version === 1 ? created : ok;
  return respond({ region, ...saved.details }, { version: saved.version });
});

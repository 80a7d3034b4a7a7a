import { environment } from '#libs/config';
import { httpHandler, ok } from '#libs/lambda';
import { dynamoDbTaxRateRepository } from '../gateways/dynamodb-pricing-rule-repository.ts';
import request from './list-tax-rates.schema.ts';

const env = environment({ PRICING_RULES_TABLE: 'text' });
const taxRates = dynamoDbTaxRateRepository(env.PRICING_RULES_TABLE);

export const handler = httpHandler(request, async ({ query }) => {
  const { items, ...next } = await taxRates.page(query);
  return ok({ items: items.map(({ id, details }) => ({ region: id, ...details })), ...next });
});

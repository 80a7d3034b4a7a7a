import { environment } from '#libs/config';
import { httpHandler, ok } from '#libs/lambda';
import { dynamoDbShippingOptionRepository } from '../gateways/dynamodb-pricing-rule-repository.ts';
import request from './list-shipping-options.schema.ts';

const env = environment({ PRICING_RULES_TABLE: 'text' });
const shippingOptions = dynamoDbShippingOptionRepository(env.PRICING_RULES_TABLE);

export const handler = httpHandler(request, async ({ query }) => {
  const { items, ...next } = await shippingOptions.page(query);
  return ok({ items: items.map(({ id, details }) => ({ optionId: id, ...details })), ...next });
});

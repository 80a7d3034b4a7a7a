import { environment } from '#libs/config';
import { httpHandler, ok, requireStaff } from '#libs/lambda';
import { shippingOptionTable } from '../gateways/sales-terms.ts';
import request from './list-shipping-options.schema.ts';

const env = environment({ TERMS_TABLE: 'text' });
const table = shippingOptionTable(env.TERMS_TABLE);

export const handler = httpHandler(request, async ({ query, caller }) => {
  requireStaff(caller);
  const { items, ...next } = await table.page(query);
  return ok({ items: items.map(({ id, terms }) => ({ optionId: id, ...terms })), ...next });
});

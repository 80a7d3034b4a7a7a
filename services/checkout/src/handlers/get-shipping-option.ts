import { environment } from '#libs/config';
import { httpHandler, ok, requireStaff } from '#libs/lambda';
import { getTerms } from '../controllers/get-terms.ts';
import { shippingOptionTable } from '../gateways/sales-terms.ts';
import request from './get-shipping-option.schema.ts';

const env = environment({ TERMS_TABLE: 'text' });
const deps = { table: shippingOptionTable(env.TERMS_TABLE) };

export const handler = httpHandler(request, async ({ path: { optionId }, caller }) => {
  requireStaff(caller);
  const { terms, version } = await getTerms(optionId, deps);
  return ok({ optionId, ...terms }, { version });
});

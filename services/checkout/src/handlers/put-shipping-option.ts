import { environment } from '#libs/config';
import { created, httpHandler, ok, requireStaff } from '#libs/lambda';
import { putTerms } from '../controllers/put-terms.ts';
import { shippingOptionTable } from '../gateways/sales-terms.ts';
import request from './put-shipping-option.schema.ts';

const env = environment({ TERMS_TABLE: 'text' });
const deps = { table: shippingOptionTable(env.TERMS_TABLE) };

export const handler = httpHandler(request, async ({ path: { optionId }, body: terms, headers, caller }) => {
  requireStaff(caller);
  const kept = await putTerms({ id: optionId, terms, ifMatch: headers['if-match'] }, deps);
  const answer = kept.version === 1 ? created : ok;
  return answer({ optionId, ...kept.terms }, { version: kept.version });
});

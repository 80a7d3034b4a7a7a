import { environment } from '#libs/config';
import { created, httpHandler, ok, requireStaff } from '#libs/lambda';
import { putTerms } from '../controllers/put-terms.ts';
import { taxRateTable } from '../gateways/sales-terms.ts';
import request from './put-tax-rate.schema.ts';

const env = environment({ TERMS_TABLE: 'text' });
const deps = { table: taxRateTable(env.TERMS_TABLE) };

export const handler = httpHandler(request, async ({ path: { region }, body: terms, headers, caller }) => {
  requireStaff(caller);
  const kept = await putTerms({ id: region, terms, ifMatch: headers['if-match'] }, deps);
  const answer = kept.version === 1 ? created : ok;
  return answer({ region, ...kept.terms }, { version: kept.version });
});

import { environment } from '#libs/config';
import { httpHandler, ok, requireStaff } from '#libs/lambda';
import { getTerms } from '../controllers/get-terms.ts';
import { taxRateTable } from '../gateways/sales-terms.ts';
import request from './get-tax-rate.schema.ts';

const env = environment({ TERMS_TABLE: 'text' });
const deps = { table: taxRateTable(env.TERMS_TABLE) };

export const handler = httpHandler(request, async ({ path: { region }, caller }) => {
  requireStaff(caller);
  const { terms, version } = await getTerms(region, deps);
  return ok({ region, ...terms }, { version });
});

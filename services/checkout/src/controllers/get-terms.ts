import { AppError } from '#libs/errors';
import type { Entry, TermsTable } from '../gateways/terms-table.ts';

interface Dependencies<Terms> {
  readonly table: Pick<TermsTable<Terms>, 'find'>;
}

export async function getTerms<Terms>(id: string, { table }: Dependencies<Terms>): Promise<Entry<Terms>> {
  const entry = await table.find(id);
  if (!entry) throw new AppError('not-found', 'terms.not-found', { detail: 'There is no such entry.' });
  return entry;
}

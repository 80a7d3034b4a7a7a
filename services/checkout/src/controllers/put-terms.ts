import { AppError } from '#libs/errors';
import { requireVersion } from '#libs/models';
import type { Entry, TermsTable } from '../gateways/terms-table.ts';
import { log } from '../log-events.ts';
import { repeatWhenChanged } from './repeat-when-changed.ts';

interface Request<Terms> {
  readonly id: string;
  readonly terms: Terms;
  readonly ifMatch: string | undefined;
}

interface Dependencies<Terms> {
  readonly table: Pick<TermsTable<Terms>, 'find' | 'keep'>;
}

/** Writes an entry of the terms of sale, whether it is new or not. */
export const putTerms = <Terms>(
  { id, terms, ifMatch }: Request<Terms>,
  { table }: Dependencies<Terms>,
): Promise<Entry<Terms>> =>
  repeatWhenChanged(async () => {
    const seen = await table.find(id);
    // What does not exist matches no entity tag, and `*` neither. https://www.rfc-editor.org/rfc/rfc9110#name-if-match
    if (!seen && ifMatch !== undefined) throw new AppError('precondition-failed', 'record.changed');
    if (seen) requireVersion(seen, ifMatch);
    const kept = await table.keep(id, terms, seen).catch(asChanged);
    log.info('terms.set', { id, revision: kept.version });
    return kept;
  });

// Somebody else was the first to write this entry: it has changed since it was read as absent.
function asChanged(error: unknown): never {
  const isTaken = error instanceof AppError && error.code === 'record.exists';
  throw isTaken ? new AppError('conflict', 'record.changed', { cause: error }) : error;
}

import type { ImportedProduct } from '#libs/contracts';
import validRow from '../../models/import-row.schema.ts';
import { toRowError, toProduct, type RowError } from '../../models/import-row.ts';
import type { LocatedRecord } from './csv-records.ts';

/** Converts a record to a product, or returns one error per column. */
export function parseRow(
  columns: readonly string[],
  { fields, error }: Pick<LocatedRecord, 'fields' | 'error'>,
): { product: ImportedProduct } | { errors: readonly RowError[] } {
  if (!fields)
    return { errors: [{ column: '', code: 'row.malformed', reason: error ?? 'The row is malformed.' }] };
  const product = toProduct(columns, fields);
  if ('code' in product) return { errors: [product] };
  if (validRow.validate(product)) return { product };
  const places = (validRow.validate.errors ?? []).map(({ instancePath }) => toRowError(instancePath));
  return { errors: [...new Map(places.map((place) => [place.column, place])).values()] };
}

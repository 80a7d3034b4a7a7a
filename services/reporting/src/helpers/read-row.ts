import type { ImportedProduct } from '#libs/contracts';
import validRow from '../models/import-row.schema.ts';
import { faultAt, productOf, type RowFault } from '../models/import-row.ts';
import type { PlacedRecord } from './csv-records.ts';

/** A record as the product it describes, or what is wrong with it, one fault for each column. */
export function readRow(
  columns: readonly string[],
  { fields, fault }: Pick<PlacedRecord, 'fields' | 'fault'>,
): { product: ImportedProduct } | { faults: readonly RowFault[] } {
  if (!fields)
    return { faults: [{ column: '', code: 'row.malformed', reason: fault ?? 'It is malformed.' }] };
  const product = productOf(columns, fields);
  if ('code' in product) return { faults: [product] };
  if (validRow.validate(product)) return { product };
  const places = (validRow.validate.errors ?? []).map(({ instancePath }) => faultAt(instancePath));
  return { faults: [...new Map(places.map((place) => [place.column, place])).values()] };
}

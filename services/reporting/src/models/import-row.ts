import type { ImportedProduct } from '#libs/contracts';
import { AppError } from '#libs/errors';

/** The required columns, in addition to `attributes.NAME` for each attribute. */
const COLUMNS = ['sku', 'title', 'description', 'categoryId', 'price', 'currency'] as const;
const ATTRIBUTE = /^attributes\.([a-z][A-Za-z0-9]{0,39})$/;
const MAX_ATTRIBUTES = 20;

/** An error of a row; the column is empty if the error affects the whole row. */
export interface RowError {
  readonly column: string;
  readonly code: string;
  readonly reason: string;
}

/**
 * Returns the names of the columns, without the white space around them.
 *
 * @throws AppError unprocessable `import.header-invalid`, naming every column that is missing, unknown or duplicated
 */
export function parseHeader(names: readonly string[]): readonly string[] {
  const header = names.map((name) => name.trim());
  const missing = COLUMNS.filter((column) => !header.includes(column));
  const unknown = header.filter((column) => !isKnown(column));
  const duplicates = header.filter((column, index) => header.indexOf(column) !== index);
  const errors = [
    ...missing.map((column) => `"${column}" is missing`),
    ...unknown.map((column) => `"${column.slice(0, 60)}" is unknown`),
    ...duplicates.map((column) => `"${column}" is duplicated`),
    ...(header.length - COLUMNS.length > MAX_ATTRIBUTES
      ? [`there are more than ${MAX_ATTRIBUTES} attributes`]
      : []),
  ];
  if (errors.length === 0) return header;
  const described = errors.slice(0, 10).join(', ');
  throw invalidHeader(
    `Invalid header: ${described}. Use the columns ${COLUMNS.join(',')}, and attributes.NAME for each attribute.`,
  );
}

const isKnown = (column: string): boolean =>
  (COLUMNS as readonly string[]).includes(column) || ATTRIBUTE.test(column);

const invalidHeader = (detail: string) => new AppError('unprocessable', 'import.header-invalid', { detail });

/** Converts a row to a product, which is not validated yet. Omits empty attributes. */
export function toProduct(columns: readonly string[], fields: readonly string[]): ImportedProduct | RowError {
  if (fields.length !== columns.length)
    return {
      column: '',
      code: 'row.malformed',
      reason: `The row has ${fields.length} fields, but the header has ${columns.length}.`,
    };
  const cells = new Map(columns.map((column, index) => [column, fields[index]!.trim()]));
  const cell = (column: (typeof COLUMNS)[number]): string => cells.get(column) ?? '';
  const price = cell('price');
  const attributes = [...cells].flatMap(([column, value]) => {
    const name = ATTRIBUTE.exec(column)?.[1];
    return name !== undefined && value !== '' ? [[name, value] as const] : [];
  });
  return {
    // Composed characters: the same SKU, typed on another system, is the same product.
    sku: cell('sku').normalize('NFC'),
    title: cell('title'),
    description: cell('description'),
    categoryId: cell('categoryId'),
    // A value that is not a whole number stays a string, which the schema rejects.
    price: {
      amount: /^\d{1,15}$/.test(price) ? Number(price) : (price as never),
      currency: cell('currency'),
    },
    attributes: Object.fromEntries(attributes),
  };
}

const reasons: Readonly<Record<(typeof COLUMNS)[number], string>> = {
  sku: 'must have 1 to 64 characters in one line, without control characters',
  title: 'must have 1 to 200 characters in one line, without control characters',
  description: 'must have 1 to 5000 characters, without control characters except line breaks',
  categoryId: 'must be the id of a category: cat_ and 36 alphanumeric characters',
  price: 'must be a whole number of minor units: 1990 for 19.90',
  currency: 'must be a currency of ISO 4217 in capitals: EUR',
};

/** Explains a validation error by its JSON pointer: `/price/amount`. */
export function toRowError(instancePath: string): RowError {
  const [, property = '', rest = ''] = instancePath.split('/');
  if (property === 'attributes')
    return {
      column: `attributes.${rest}`,
      code: 'row.invalid',
      reason: 'must have at most 200 characters in one line, without control characters',
    };
  const column = property === 'price' && rest === 'currency' ? 'currency' : property;
  const reason = reasons[column as (typeof COLUMNS)[number]] ?? 'is invalid';
  return { column, code: 'row.invalid', reason };
}

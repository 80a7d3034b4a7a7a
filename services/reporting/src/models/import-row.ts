import type { ImportedProduct } from '#libs/contracts';
import { AppError } from '#libs/errors';

/** The columns that every file has; beside them `attributes.NAME` for each attribute. */
const COLUMNS = ['sku', 'title', 'description', 'categoryId', 'price', 'currency'] as const;
const ATTRIBUTE = /^attributes\.([a-z][A-Za-z0-9]{0,39})$/;
const MAX_ATTRIBUTES = 20;

/** What is wrong with a row, and in which column; without one with the row as a whole. */
export interface RowFault {
  readonly column: string;
  readonly code: string;
  readonly reason: string;
}

/** @throws AppError unprocessable `import.header-invalid`, naming every column that is missing, unknown or doubled */
export function columnsOf(header: readonly string[]): readonly string[] {
  if (header.length === 1 && /[;\t]/.test(header[0]!))
    throw invalidHeader('Separate the columns by commas, not by semicolons or tabs.');
  const missing = COLUMNS.filter((column) => !header.includes(column));
  const unknown = header.filter((column) => !isKnown(column));
  const doubled = header.filter((column, index) => header.indexOf(column) !== index);
  const faults = [
    ...missing.map((column) => `"${column}" is missing`),
    ...unknown.map((column) => `"${column.slice(0, 60)}" is no column`),
    ...doubled.map((column) => `"${column}" stands there twice`),
    ...(header.length - COLUMNS.length > MAX_ATTRIBUTES ? [`more than ${MAX_ATTRIBUTES} attributes`] : []),
  ];
  if (faults.length === 0) return header;
  const described = faults.slice(0, 10).join(', ');
  throw invalidHeader(
    `The first line names the columns: ${COLUMNS.join(',')}, and attributes.NAME for each attribute. ${described}.`,
  );
}

const isKnown = (column: string): boolean =>
  (COLUMNS as readonly string[]).includes(column) || ATTRIBUTE.test(column);

const invalidHeader = (detail: string) => new AppError('unprocessable', 'import.header-invalid', { detail });

/** A row as a product, not yet validated; an empty attribute is one that the product does not have. */
export function productOf(columns: readonly string[], fields: readonly string[]): ImportedProduct | RowFault {
  if (fields.length !== columns.length)
    return {
      column: '',
      code: 'row.malformed',
      reason: `It has ${fields.length} fields, the header has ${columns.length}.`,
    };
  const cells = new Map(columns.map((column, index) => [column, fields[index]!]));
  const cell = (column: (typeof COLUMNS)[number]): string => cells.get(column) ?? '';
  const price = cell('price');
  const attributes = [...cells].flatMap(([column, value]) => {
    const name = ATTRIBUTE.exec(column)?.[1];
    return name !== undefined && value !== '' ? [[name, value] as const] : [];
  });
  return {
    sku: cell('sku'),
    title: cell('title'),
    description: cell('description'),
    categoryId: cell('categoryId'),
    // What is no whole number stays a text, for the schema to refuse.
    price: {
      amount: /^\d{1,15}$/.test(price) ? Number(price) : (price as never),
      currency: cell('currency'),
    },
    attributes: Object.fromEntries(attributes),
  };
}

const reasons: Readonly<Record<(typeof COLUMNS)[number], string>> = {
  sku: 'must be 1 to 64 letters, digits or . _ - /, the first a letter or digit',
  title: 'must have 1 to 200 characters',
  description: 'must have 1 to 5000 characters',
  categoryId: 'must be the id of a category: cat_ and 36 letters and digits',
  price: 'must be a whole number of minor units: 1990 for 19.90',
  currency: 'must be a currency of ISO 4217: EUR',
};

/** What a schema's complaint means to whoever wrote the row, by the place it was about: `/price/amount`. */
export function faultAt(instancePath: string): RowFault {
  const [, property = '', rest = ''] = instancePath.split('/');
  if (property === 'attributes')
    return { column: `attributes.${rest}`, code: 'row.invalid', reason: 'must have at most 200 characters' };
  const column = property === 'price' && rest === 'currency' ? 'currency' : property;
  const reason = reasons[column as (typeof COLUMNS)[number]] ?? 'is invalid';
  return { column, code: 'row.invalid', reason };
}

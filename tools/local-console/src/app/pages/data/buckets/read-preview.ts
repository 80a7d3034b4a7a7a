import type { PreviewKind } from './object-listing.ts';

/** What the preview of an object shows. */
export type Preview =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'table';
      readonly columns: readonly { readonly name: string; readonly type?: string }[];
      readonly rows: readonly (readonly string[])[];
      readonly summary: string;
    };

const MAX_ROWS = 50;
const MAX_CHARACTERS = 100_000;

/** Reads the content of an object. JSON that cannot be parsed is shown as text. */
export async function readPreview(kind: PreviewKind, bytes: Uint8Array<ArrayBuffer>): Promise<Preview> {
  if (kind === 'parquet') return readParquet(bytes.buffer);
  if (kind === 'image') return { kind: 'text', text: '' };
  const text = new TextDecoder().decode(bytes);
  if (kind === 'csv') return readCsv(text);
  if (kind === 'json') {
    try {
      return { kind: 'json', value: JSON.parse(text) as unknown };
    } catch {
      // Falls through to the text.
    }
  }
  return { kind: 'text', text: text.slice(0, MAX_CHARACTERS) };
}

function readCsv(text: string): Preview {
  const [header = [], ...rows] = parseCsv(text);
  return {
    kind: 'table',
    columns: header.map((name) => ({ name })),
    rows: rows.slice(0, MAX_ROWS),
    summary: `${rows.length.toLocaleString('en')} rows${rows.length > MAX_ROWS ? `, the first ${MAX_ROWS} shown` : ''}`,
  };
}

/** Splits CSV into records: https://www.rfc-editor.org/rfc/rfc4180 */
export function parseCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;
  while (field.lastIndex < text.length) {
    const match = field.exec(text);
    if (match === null) throw new Error(`The CSV is malformed in record ${records.length + 1}.`);
    const [, quoted, plain = '', end] = match;
    record.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ',' && field.lastIndex === text.length) record.push('');
    if (end !== ',' || field.lastIndex === text.length) {
      records.push(record);
      record = [];
    }
  }
  return records;
}

async function readParquet(file: ArrayBuffer): Promise<Preview> {
  const { parquetMetadata, parquetReadObjects, parquetSchema } = await import('hyparquet');
  const metadata = parquetMetadata(file);
  const columns = parquetSchema(metadata).children.map(({ element: { name, type, converted_type } }) => ({
    name,
    type: converted_type ?? type ?? 'group',
  }));
  const rows = await parquetReadObjects({ file, metadata, rowEnd: MAX_ROWS });
  const total = Number(metadata.num_rows);
  const codec = metadata.row_groups[0]?.columns[0]?.meta_data?.codec ?? 'none';
  return {
    kind: 'table',
    columns,
    rows: rows.map((row) => columns.map(({ name }) => toText((row as Record<string, unknown>)[name]))),
    summary: `${total.toLocaleString('en')} rows in ${metadata.row_groups.length} row groups, codec ${codec}${total > MAX_ROWS ? `, the first ${MAX_ROWS} shown` : ''}`,
  };
}

function toText(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object'
    ? JSON.stringify(value, (_name, each: unknown) => (typeof each === 'bigint' ? String(each) : each))
    : String(value as string | number | bigint | boolean);
}

import { parse } from 'csv-parse/sync';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';

type Rows = Record<string, unknown>[];

/** Decodes the rows of a Parquet file. */
export async function decodeParquet(bytes: Uint8Array): Promise<{ rows: Rows; rowGroups: number }> {
  const file = new Uint8Array(bytes).buffer;
  const { row_groups } = parquetMetadata(file);
  return { rows: (await parquetReadObjects({ file })) as Rows, rowGroups: row_groups.length };
}

/** Decodes the rows of a CSV file; every cell is a string. */
export const decodeCsv = (bytes: Uint8Array): Record<string, string>[] =>
  parse(Buffer.from(bytes), { columns: true });

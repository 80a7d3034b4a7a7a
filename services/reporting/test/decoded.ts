import { parse } from 'csv-parse/sync';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';

type Rows = Record<string, unknown>[];

/** The rows of a Parquet file as a reader of ours understands them. */
export async function decodedParquet(bytes: Uint8Array): Promise<{ rows: Rows; rowGroups: number }> {
  const file = new Uint8Array(bytes).buffer;
  const { row_groups } = parquetMetadata(file);
  return { rows: (await parquetReadObjects({ file })) as Rows, rowGroups: row_groups.length };
}

/** The rows of a CSV file: every cell a text. */
export const decodedCsv = (bytes: Uint8Array): Record<string, string>[] =>
  parse(Buffer.from(bytes), { columns: true });

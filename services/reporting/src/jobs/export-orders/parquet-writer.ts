import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { reportColumns, type ColumnType, type ReportRow } from '../../models/order-report.ts';

type Schema = ConstructorParameters<typeof ParquetWriter>[0]['schema'];
type SchemaElement = Schema[number];

// https://github.com/apache/parquet-format/blob/master/LogicalTypes.md
const elementOf: Readonly<Record<ColumnType, Partial<SchemaElement>>> = {
  string: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  json: { type: 'BYTE_ARRAY', converted_type: 'JSON' },
  integer: { type: 'INT64' },
  timestamp: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
};

const valueOf: Readonly<Record<ColumnType, (value: unknown) => unknown>> = {
  string: (value) => value,
  json: (value) => value,
  integer: (value) => BigInt(value as number),
  timestamp: (value) => new Date(value as string),
};

const schema: Schema = [
  { name: 'orders', num_children: reportColumns.length },
  ...reportColumns.map(({ name, type, isOptional }): SchemaElement => ({
    name,
    ...elementOf[type],
    repetition_type: isOptional ? 'OPTIONAL' : 'REQUIRED',
  })),
];

/** Writes a Parquet file as a stream. */
export interface ParquetFileWriter {
  /** Writes one row group, which is held in memory. */
  writeRows(rows: readonly ReportRow[]): Promise<void>;
  /** Writes the footer, which completes the file. */
  finish(): Promise<void>;
}

/** @param sink  receives the bytes, in order */
export function parquetWriter(sink: (bytes: Uint8Array) => Promise<void>): ParquetFileWriter {
  // `offset` counts all bytes of the file, `index` only those that were not flushed.
  const writer = new ByteWriter();
  const flush = async () => {
    const bytes = writer.getBytes().slice();
    writer.index = 0;
    await sink(bytes);
  };
  const parquet = new ParquetWriter({ writer: Object.assign(writer, { flush }), schema });
  return {
    async writeRows(rows) {
      const columnData = reportColumns.map(({ name, type }) => ({
        name,
        data: rows.map((row) => (row[name] === undefined ? undefined : valueOf[type](row[name]))),
      }));
      await parquet.write({ columnData, rowGroupSize: rows.length });
    },
    async finish() {
      await parquet.finish();
      await flush();
    },
  };
}

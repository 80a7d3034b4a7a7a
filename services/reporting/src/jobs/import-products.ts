import type { RejectedProduct } from '#libs/contracts';
import { AppError } from '#libs/errors';
import type { Catalog } from '../gateways/catalog.ts';
import type { ReportsBucket } from '../gateways/reports-bucket.ts';
import { applyRows } from '../helpers/apply-rows.ts';
import { csvRecords, type PlacedRecord } from '../helpers/csv-records.ts';
import { readRow } from '../helpers/read-row.ts';
import { ERROR_FILE_HEADER, errorLines, type PlacedFault } from '../models/error-file.ts';
import { columnsOf } from '../models/import-row.ts';
import type { JobResult } from '../models/job.ts';
import type { Job, JobNeeds } from './job.ts';
import { metrics } from '../metrics.ts';

export interface ImportInput {
  readonly key: string;
  /** Of the file as it was when the job was asked for: another that takes its place is not imported. */
  readonly tag: string;
  readonly bytes: number;
}

export interface ImportCheckpoint {
  readonly columns: readonly string[];
  /** Where the next record begins. */
  readonly line: number;
  readonly byte: number;
  readonly rowsDone: number;
  readonly rowsRejected: number;
  /** How many parts of the error file are written. */
  readonly errorParts: number;
}

interface Dependencies {
  readonly bucket: Pick<ReportsBucket, 'read' | 'write' | 'writeStream'>;
  readonly catalog: Catalog;
  readonly segmentRows?: number;
}

// What is done again after a task died, at most. A segment ends where the file says, not where a task got to, so each
// task that does one writes the same part of the error file.
const SEGMENT_ROWS = 2_000;
const SEGMENT_BYTES = 4 * 1024 * 1024;

/** Puts the products of a CSV file on sale. */
export function importProducts({
  bucket,
  catalog,
  segmentRows = SEGMENT_ROWS,
}: Dependencies): Job<ImportInput, ImportCheckpoint> {
  return {
    kind: 'import-products',
    async run({ jobId, input, checkpoint, signal, report }) {
      const bytes = bucket.read(input.key, { tag: input.tag, fromByte: checkpoint?.byte ?? 0 });
      const records = csvRecords(bytes, checkpoint);
      let reached = checkpoint ?? (await beginning(records));
      for await (const segment of segmentsOf(records, segmentRows)) {
        signal.throwIfAborted();
        reached = await importSegment(segment, reached, { jobId, signal });
        const { rowsDone, rowsRejected, byte: bytesDone } = reached;
        await report({ checkpoint: reached, rowsDone, rowsRejected, bytesDone, bytesTotal: input.bytes });
      }
      if (reached.rowsDone === 0) throw empty('Below the line that names its columns, the file is empty.');
      return resultOf(reached, jobId);
    },
  };

  async function importSegment(
    segment: readonly PlacedRecord[],
    { columns, rowsDone, rowsRejected, errorParts }: ImportCheckpoint,
    { jobId, signal }: Pick<JobNeeds<ImportInput, ImportCheckpoint>, 'jobId' | 'signal'>,
  ): Promise<ImportCheckpoint> {
    const rows = segment.map((record) => ({ line: record.line, ...readRow(columns, record) }));
    const valid = rows.flatMap((row) => ('product' in row ? [row] : []));
    const refusals = await applyRows(
      valid.map(({ product }) => product),
      { catalog, signal },
    );
    const faults: PlacedFault[] = [
      ...rows.flatMap((row) =>
        'faults' in row ? row.faults.map((fault) => ({ ...fault, line: row.line })) : [],
      ),
      ...refusals.map(({ index, rejected }) => faultOf(rejected, valid[index]!.line)),
    ];
    if (faults.length > 0) await bucket.write(partKey(jobId, errorParts), errorLines(faults), 'text/csv');
    return {
      columns,
      ...segment.at(-1)!.next,
      rowsDone: rowsDone + rows.length,
      rowsRejected: rowsRejected + (rows.length - valid.length) + refusals.length,
      errorParts: errorParts + (faults.length > 0 ? 1 : 0),
    };
  }

  async function resultOf(
    { rowsDone, rowsRejected, errorParts }: ImportCheckpoint,
    jobId: string,
  ): Promise<JobResult> {
    const facts = { rowsApplied: rowsDone - rowsRejected, rowsRejected };
    metrics.count('ImportedRows', facts.rowsApplied);
    if (rowsRejected > 0) metrics.count('ImportRowsRejected', rowsRejected);
    if (errorParts === 0) return { files: [], facts };
    const contentType = 'text/csv; charset=utf-8';
    const key = `results/${jobId}/errors.csv`;
    const bytes = await bucket.writeStream(key, errorFile(jobId, errorParts), contentType);
    return { files: [{ name: 'errors.csv', key, contentType, bytes }], facts };
  }

  async function* errorFile(jobId: string, parts: number): AsyncGenerator<string | Uint8Array> {
    yield ERROR_FILE_HEADER;
    for (let part = 0; part < parts; part++) yield* bucket.read(partKey(jobId, part));
  }
}

const partKey = (jobId: string, part: number): string => `work/${jobId}/errors/${part}.csv`;

const faultOf = ({ code, detail }: RejectedProduct, line: number): PlacedFault => ({
  line,
  column: code.startsWith('category.') ? 'categoryId' : 'sku',
  code,
  reason: detail,
});

const empty = (detail: string) => new AppError('unprocessable', 'import.empty', { detail });

/** Reads the header. @throws AppError unprocessable where the file is none that could be imported */
async function beginning(records: AsyncIterator<PlacedRecord>): Promise<ImportCheckpoint> {
  const { value: header, done } = await records.next();
  if (done) throw empty('The file is empty.');
  const { fields, fault, next } = header;
  // A workbook is a ZIP archive; UTF-16 is what some editors call Unicode.
  if (!fields || fields[0]?.startsWith('PK\u0003\u0004'))
    throw new AppError('unprocessable', 'import.not-csv', {
      detail: `Save it as "CSV UTF-8", separated by commas. ${fault ?? 'It looks like a workbook.'}`,
    });
  return { columns: columnsOf(fields), ...next, rowsDone: 0, rowsRejected: 0, errorParts: 0 };
}

async function* segmentsOf(
  records: AsyncIterable<PlacedRecord>,
  segmentRows: number,
): AsyncGenerator<readonly PlacedRecord[]> {
  let segment: PlacedRecord[] = [];
  let bytes = 0;
  let previousByte: number | undefined;
  for await (const record of records) {
    segment.push(record);
    bytes += record.next.byte - (previousByte ?? record.next.byte);
    previousByte = record.next.byte;
    if (segment.length < segmentRows && bytes < SEGMENT_BYTES) continue;
    yield segment;
    segment = [];
    bytes = 0;
    previousByte = undefined;
  }
  if (segment.length > 0) yield segment;
}

import type { RejectedProduct } from '#libs/contracts';
import { AppError } from '#libs/errors';
import type { Catalog } from '../../gateways/catalog.ts';
import type { ReportsBucket } from '../../gateways/reports-bucket.ts';
import { applyRows } from './apply-rows.ts';
import { csvRecords, type LocatedRecord } from './csv-records.ts';
import { parseRow } from './parse-row.ts';
import { ERROR_FILE_HEADER, errorLines, type LocatedRowError } from '../../models/error-file.ts';
import { parseHeader } from '../../models/import-row.ts';
import type { JobResult } from '../../models/job.ts';
import type { Job, JobContext } from '../job.ts';
import { metrics } from '../../metrics.ts';

export interface ImportInput {
  readonly key: string;
  /** The tag of the file when the job was created; a file that replaced it is not imported. */
  readonly tag: string;
  readonly bytes: number;
}

export interface ImportCheckpoint {
  readonly columns: readonly string[];
  /** The position of the next record. */
  readonly line: number;
  readonly byte: number;
  readonly separator?: number;
  readonly rowsDone: number;
  readonly rowsRejected: number;
  /** The parts of the error file that were written. */
  readonly errorParts: number;
}

interface Dependencies {
  readonly bucket: Pick<ReportsBucket, 'read' | 'write' | 'writeStream'>;
  readonly catalog: Catalog;
  readonly segmentRows?: number;
}

// The maximum work that is repeated after a task stopped. The file alone determines where a segment ends, so that each
// task writes the same parts of the error file.
const SEGMENT_ROWS = 2_000;
const SEGMENT_BYTES = 4 * 1024 * 1024;

/** Imports the products of a CSV file into catalog. */
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
      let current = checkpoint ?? (await readHeader(records));
      for await (const segment of toSegments(records, segmentRows)) {
        signal.throwIfAborted();
        current = await importSegment(segment, current, { jobId, signal });
        const { rowsDone, rowsRejected, byte: bytesDone } = current;
        await report({ checkpoint: current, rowsDone, rowsRejected, bytesDone, bytesTotal: input.bytes });
      }
      if (current.rowsDone === 0) throw empty('The file has no rows after the header.');
      return toResult(current, jobId);
    },
  };

  async function importSegment(
    segment: readonly LocatedRecord[],
    { columns, rowsDone, rowsRejected, errorParts }: ImportCheckpoint,
    { jobId, signal }: Pick<JobContext<ImportInput, ImportCheckpoint>, 'jobId' | 'signal'>,
  ): Promise<ImportCheckpoint> {
    const rows = segment.map((record) => ({ line: record.line, ...parseRow(columns, record) }));
    const valid = rows.flatMap((row) => ('product' in row ? [row] : []));
    const rejections = await applyRows(
      valid.map(({ product }) => product),
      { catalog, signal },
    );
    const errors: LocatedRowError[] = [
      ...rows.flatMap((row) =>
        'errors' in row ? row.errors.map((error) => ({ ...error, line: row.line })) : [],
      ),
      ...rejections.map(({ index, rejected }) => toLocatedRowError(rejected, valid[index]!.line)),
    ];
    if (errors.length > 0) await bucket.write(partKey(jobId, errorParts), errorLines(errors), 'text/csv');
    return {
      columns,
      ...segment.at(-1)!.next,
      rowsDone: rowsDone + rows.length,
      rowsRejected: rowsRejected + (rows.length - valid.length) + rejections.length,
      errorParts: errorParts + (errors.length > 0 ? 1 : 0),
    };
  }

  async function toResult(
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

const toLocatedRowError = ({ code, detail }: RejectedProduct, line: number): LocatedRowError => ({
  line,
  column: code.startsWith('category.') ? 'categoryId' : 'sku',
  code,
  reason: detail,
});

const empty = (detail: string) => new AppError('unprocessable', 'import.empty', { detail });

// A spreadsheet is a ZIP archive with control characters, and UTF-16 has a zero byte in each character of ASCII.
const BINARY = /\p{Cc}/u;

/** Reads the header. @throws AppError unprocessable if the file cannot be imported */
async function readHeader(records: AsyncIterator<LocatedRecord>): Promise<ImportCheckpoint> {
  const { value: header, done } = await records.next();
  if (done) throw empty('The file is empty.');
  const { fields, error, next } = header;
  if (!fields || fields.some((field) => BINARY.test(field.trim())))
    throw new AppError('unprocessable', 'import.not-csv', {
      detail: `The file is not CSV. ${error ?? 'It looks like a spreadsheet or UTF-16.'} Save it as "CSV UTF-8".`,
    });
  return { columns: parseHeader(fields), ...next, rowsDone: 0, rowsRejected: 0, errorParts: 0 };
}

async function* toSegments(
  records: AsyncIterable<LocatedRecord>,
  segmentRows: number,
): AsyncGenerator<readonly LocatedRecord[]> {
  let segment: LocatedRecord[] = [];
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

import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { ReportsBucket } from '../../gateways/reports-bucket.ts';
import type { ExportFormat } from '../../models/export-request.ts';
import type { ResultFile } from '../../models/job.ts';
import type { ReportRow } from '../../models/order-report.ts';
import { csvHeader, csvRows } from './csv-rows.ts';
import { parquetWriter } from './parquet-writer.ts';

/** A part of an export: a file in each format, uploaded while it is written. */
export interface ExportPart {
  writeRows(rows: readonly ReportRow[]): Promise<void>;
  /** Resolves when the uploads are complete. */
  finish(): Promise<ResultFile[]>;
  /** Aborts the uploads. */
  abandon(): Promise<void>;
}

interface Options {
  readonly folder: string;
  readonly number: number;
  readonly formats: readonly ExportFormat[];
}

const contentTypes = {
  csv: 'text/csv; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
} satisfies Record<ExportFormat, string>;

type Bucket = Pick<ReportsBucket, 'writeStream'>;

export async function openPart(bucket: Bucket, { folder, number, formats }: Options): Promise<ExportPart> {
  const files = formats.map((format) => {
    const name = `orders-${String(number).padStart(5, '0')}.${format}`;
    const [key, contentType] = [`${folder}/${name}`, contentTypes[format]];
    return { name, key, contentType, upload: uploadTo(bucket, key, contentType), format };
  });
  const writers = await Promise.all(files.map(({ upload, format }) => openers[format](upload.write)));
  return {
    async writeRows(rows) {
      await Promise.all(writers.map(({ writeRows }) => writeRows(rows)));
    },
    async finish() {
      await Promise.all(writers.map(({ finish }) => finish()));
      return Promise.all(
        files.map(async ({ name, key, contentType, upload }) => ({
          name,
          key,
          contentType,
          bytes: await upload.finish(),
        })),
      );
    },
    abandon: async () => void (await Promise.all(files.map(({ upload }) => upload.abandon()))),
  };
}

type Sink = (bytes: string | Uint8Array) => Promise<void>;

const openers = {
  async csv(sink: Sink) {
    await sink(csvHeader());
    return {
      writeRows: (rows: readonly ReportRow[]) => sink(csvRows(rows)),
      finish: async () => undefined,
    };
  },
  parquet: async (sink: Sink) => parquetWriter(sink),
} satisfies Record<ExportFormat, unknown>;

/** Applies backpressure: writes no faster than the upload. */
function uploadTo(bucket: Bucket, key: string, contentType: string) {
  const stream = new PassThrough();
  const uploaded = bucket.writeStream(key, stream, contentType);
  // A failed upload rejects the next write or `finish`.
  stream.on('error', () => undefined);
  uploaded.catch((error: Error) => stream.destroy(error));
  return {
    async write(bytes: string | Uint8Array) {
      if (!stream.write(bytes)) await Promise.race([once(stream, 'drain'), uploaded]);
    },
    finish(): Promise<number> {
      stream.end();
      return uploaded;
    },
    async abandon() {
      stream.destroy(new Error('The part was abandoned.'));
      await uploaded.catch(() => undefined);
    },
  };
}

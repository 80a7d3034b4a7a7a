import { describe, expect, it } from '@jest/globals';
import { inMemoryReportsBucket } from '../../../test/in-memory-reports-bucket.ts';
import { decodeCsv, decodeParquet } from '../../../test/decode.ts';
import { inMemoryOrderProjectionRepository } from '../../../test/in-memory-order-projection-repository.ts';
import { orderPlaced } from '../../../test/order-events.ts';
import { updateOrderProjection } from '../../controllers/update-order-projection.ts';
import type { ExportFormat } from '../../models/export-request.ts';
import type { JobResult } from '../../models/job.ts';
import { exportOrders, type ExportCheckpoint } from './export-orders.ts';
import type { Report } from '../job.ts';

const input = {
  from: '2030-01-01T00:00:00.000Z',
  to: '2030-01-05T00:00:00.000Z',
  formats: ['csv', 'parquet'] as ExportFormat[],
};

async function setup(orderCount: number) {
  const orders = inMemoryOrderProjectionRepository();
  const ids: string[] = [];
  for (let n = 0; n < orderCount; n++) {
    const placedAt = new Date(Date.parse(input.from) + n * 3_600_000).toISOString();
    const event = orderPlaced({ placedAt });
    ids.push(event.data.orderId);
    await updateOrderProjection(event, { orders });
  }
  const bucket = inMemoryReportsBucket();
  const job = exportOrders({ orders, bucket, ordersPerPart: 4 });
  return { orders, bucket, job, ids };
}
type Shop = Awaited<ReturnType<typeof setup>>;

/** Runs a task; `onReport` may throw to simulate a crash. */
async function runTask(
  { job }: Pick<Shop, 'job'>,
  checkpoint?: ExportCheckpoint,
  onReport: (reported: Report<ExportCheckpoint>) => void = () => undefined,
  signal = new AbortController().signal,
) {
  const reports: Report<ExportCheckpoint>[] = [];
  const report = async (reported: Report<ExportCheckpoint>) => {
    // Serialized, as in the job record.
    reports.push(JSON.parse(JSON.stringify(reported)) as Report<ExportCheckpoint>);
    onReport(reported);
  };
  const running = job.run({ jobId: 'job_1', input, checkpoint, signal, report });
  return { reports, ended: await running.catch((error: Error) => error) };
}

const toFiles = ({ bucket }: Pick<Shop, 'bucket'>, format: ExportFormat) =>
  [...bucket.files()].filter(([key]) => key.endsWith(format)).map(([, bytes]) => bytes);
const csvIds = (made: Shop) =>
  toFiles(made, 'csv').flatMap((bytes) => decodeCsv(bytes).map((row) => row['order_id']));
const parquetIds = async (made: Shop) => {
  const files = await Promise.all(toFiles(made, 'parquet').map(decodeParquet));
  return files.flatMap(({ rows }) => rows.map((row) => row['order_id']));
};

describe('exportOrders', () => {
  it('writes every order of the period once, in the order placed, in each format', async () => {
    const made = await setup(10);
    await updateOrderProjection(orderPlaced({ placedAt: input.to }), made);
    const { ended, reports } = await runTask(made);
    expect(ended).toMatchObject({
      files: [1, 1, 2, 2, 3, 3].map((part, index) => ({
        name: `orders-0000${part}.${index % 2 === 0 ? 'csv' : 'parquet'}`,
        key: `results/exports/job_1/orders-0000${part}.${index % 2 === 0 ? 'csv' : 'parquet'}`,
      })),
      facts: { orders: 10 },
    });
    expect(csvIds(made)).toEqual(made.ids);
    expect(await parquetIds(made)).toEqual(made.ids);
    expect(reports.map(({ rowsDone, rowsTotal }) => [rowsDone, rowsTotal])).toEqual([
      [0, 10],
      [4, 10],
      [8, 10],
      [10, 10],
      [10, 10],
    ]);
  });

  it('returns the size of each file', async () => {
    const made = await setup(3);
    const { ended } = await runTask(made);
    for (const { key, bytes } of (ended as JobResult).files)
      expect(bytes).toBe(made.bucket.files().get(key)!.length);
  });

  it('creates the same files if its task stops at any report and another continues', async () => {
    const whole = await setup(10);
    const { reports } = await runTask(whole);
    for (let deadly = 1; deadly <= reports.length; deadly++) {
      const made = { ...whole, bucket: inMemoryReportsBucket() };
      made.job = exportOrders({ ...made, ordersPerPart: 4 });
      let left = deadly;
      const first = await runTask(made, undefined, () => {
        if (--left === 0) throw new Error('The task crashed.');
      });
      expect(first.ended).toBeInstanceOf(Error);
      const { ended } = await runTask(made, first.reports.at(-1)!.checkpoint);
      expect(ended).toMatchObject({ facts: { orders: 10 } });
      expect(made.bucket.files()).toEqual(whole.bucket.files());
    }
  });

  it('stops when its signal aborts, and leaves no partial file', async () => {
    const made = await setup(10);
    const ending = new AbortController();
    const { ended } = await runTask(
      made,
      undefined,
      ({ rowsDone }) => {
        if (rowsDone === 4) ending.abort(new Error('canceled'));
      },
      ending.signal,
    );
    expect(ended).toEqual(new Error('canceled'));
    expect([...made.bucket.files().keys()]).toEqual([
      'results/exports/job_1/orders-00001.csv',
      'results/exports/job_1/orders-00001.parquet',
    ]);
  });

  it('creates empty files for a period without orders', async () => {
    const made = await setup(0);
    expect((await runTask(made)).ended).toMatchObject({ files: [{}, {}], facts: { orders: 0 } });
    expect([csvIds(made), await parquetIds(made)]).toEqual([[], []]);
  });

  it('fails if the upload fails', async () => {
    const made = await setup(3);
    const bucket = {
      writeStream: async (_key: string, content: AsyncIterable<unknown>) => {
        for await (const _ of content) throw new Error('The upload failed.');
        return 0;
      },
    };
    const job = exportOrders({ orders: made.orders, bucket });
    expect((await runTask({ job })).ended).toEqual(new Error('The upload failed.'));
  });
});

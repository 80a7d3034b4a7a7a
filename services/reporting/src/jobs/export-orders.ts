import type { OrderCopies } from '../gateways/order-copies.ts';
import type { ReportsBucket } from '../gateways/reports-bucket.ts';
import { openPart, type ExportPart } from '../helpers/export-part.ts';
import { countOrdersPlaced, ordersPlaced } from '../helpers/orders-placed.ts';
import { inBatches } from '../helpers/order-batches.ts';
import type { ExportRequest } from '../models/export-request.ts';
import type { ResultFile } from '../models/job.ts';
import { reportRow } from '../models/order-report.ts';
import type { Job } from './job.ts';
import { metrics } from '../metrics.ts';

interface Dependencies {
  readonly copies: Pick<OrderCopies, 'countInShard' | 'placedInShard'>;
  readonly bucket: Pick<ReportsBucket, 'writeStream'>;
  /** A part is done again where its task died: a minute's work. */
  readonly ordersPerPart?: number;
}

export interface ExportCheckpoint {
  readonly ordersTotal: number;
  readonly ordersDone: number;
  /** The `placedOrder` of the last order in a finished part. */
  readonly after?: string;
  readonly files: readonly ResultFile[];
}

const ORDERS_PER_PART = 100_000;

/** Writes the orders of a period to files, in parts: what a part holds is in the bucket before the next one begins. */
export const exportOrders = ({
  copies,
  bucket,
  ordersPerPart = ORDERS_PER_PART,
}: Dependencies): Job<ExportRequest, ExportCheckpoint> => ({
  kind: 'export-orders',

  async run({ jobId, input, checkpoint: saved, signal, report }) {
    const begin = async () => ({
      ordersTotal: await countOrdersPlaced(copies, input, signal),
      ordersDone: 0,
      files: [],
    });
    let checkpoint: ExportCheckpoint = saved ?? (await begin());
    const tell = (rowsDone: number) =>
      report({ checkpoint, rowsDone, rowsTotal: Math.max(rowsDone, checkpoint.ordersTotal) });
    await tell(checkpoint.ordersDone);

    const open = () =>
      openPart(bucket, {
        folder: `results/exports/${jobId}`,
        number: checkpoint.files.length / input.formats.length + 1,
        formats: input.formats,
      });
    let part: ExportPart | undefined;
    let { ordersDone, after } = checkpoint;
    const close = async (finished: ExportPart) => {
      const files = [...checkpoint.files, ...(await finished.finish())];
      part = undefined;
      checkpoint = { ...checkpoint, ordersDone, files, ...(after !== undefined && { after }) };
    };

    try {
      for await (const batch of inBatches(ordersPlaced(copies, input, after), ordersPerPart)) {
        signal.throwIfAborted();
        part ??= await open();
        await part.writeRows(batch.map(reportRow));
        ordersDone += batch.length;
        after = batch.at(-1)!.placedOrder;
        if (ordersDone - checkpoint.ordersDone >= ordersPerPart) await close(part);
        await tell(ordersDone);
      }
      // Where there is nothing to tell, an empty file says so.
      if (part || checkpoint.files.length === 0) await close(part ?? (await open()));
      await tell(ordersDone);
    } finally {
      await part?.abandon();
    }
    metrics.count('ExportedOrders', ordersDone);
    return { files: checkpoint.files, facts: { orders: ordersDone } };
  },
});

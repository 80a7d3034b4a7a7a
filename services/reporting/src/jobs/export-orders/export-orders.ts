import type { OrderProjectionRepository } from '../../gateways/order-projection-repository.ts';
import type { ReportsBucket } from '../../gateways/reports-bucket.ts';
import { openPart, type ExportPart } from './export-part.ts';
import { countPlacedOrders, placedOrders } from './placed-orders.ts';
import { toBatches } from './order-batches.ts';
import type { ExportRequest } from '../../models/export-request.ts';
import type { ResultFile } from '../../models/job.ts';
import { toReportRow } from '../../models/order-report.ts';
import type { Job } from '../job.ts';
import { metrics } from '../../metrics.ts';

interface Dependencies {
  readonly orders: Pick<OrderProjectionRepository, 'countShard' | 'listShard'>;
  readonly bucket: Pick<ReportsBucket, 'writeStream'>;
  /** A part is repeated if its task stopped: about a minute of work. */
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

/** Exports the orders of a period in parts. A part is uploaded completely before the next one starts. */
export const exportOrders = ({
  orders,
  bucket,
  ordersPerPart = ORDERS_PER_PART,
}: Dependencies): Job<ExportRequest, ExportCheckpoint> => ({
  kind: 'export-orders',

  async run({ jobId, input, checkpoint: saved, signal, report }) {
    const begin = async () => ({
      ordersTotal: await countPlacedOrders(orders, input, signal),
      ordersDone: 0,
      files: [],
    });
    let checkpoint: ExportCheckpoint = saved ?? (await begin());
    const reportProgress = (rowsDone: number) =>
      report({ checkpoint, rowsDone, rowsTotal: Math.max(rowsDone, checkpoint.ordersTotal) });
    await reportProgress(checkpoint.ordersDone);

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
      for await (const batch of toBatches(placedOrders(orders, input, after), ordersPerPart)) {
        signal.throwIfAborted();
        part ??= await open();
        await part.writeRows(batch.map(toReportRow));
        ordersDone += batch.length;
        after = batch.at(-1)!.placedOrder;
        if (ordersDone - checkpoint.ordersDone >= ordersPerPart) await close(part);
        await reportProgress(ordersDone);
      }
      // Creates an empty file if there are no orders.
      if (part || checkpoint.files.length === 0) await close(part ?? (await open()));
      await reportProgress(ordersDone);
    } finally {
      await part?.abandon();
    }
    metrics.count('ExportedOrders', ordersDone);
    return { files: checkpoint.files, facts: { orders: ordersDone } };
  },
});

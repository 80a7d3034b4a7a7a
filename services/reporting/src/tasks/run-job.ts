import { environment } from '#libs/config';
import { endInvocation } from '#libs/logging';
import { runJob } from '../controllers/run-job.ts';
import { dynamoDbJobTable } from '../gateways/dynamodb-job-table.ts';
import { dynamoDbOrderCopies } from '../gateways/dynamodb-order-copies.ts';
import { lambdaCatalog } from '../gateways/lambda-catalog.ts';
import { lambdaInventory } from '../gateways/lambda-inventory.ts';
import { s3ReportsBucket } from '../gateways/s3-reports-bucket.ts';
import { taskName } from '../gateways/task-name.ts';
import { exportOrders } from '../jobs/export-orders.ts';
import { importProducts } from '../jobs/import-products.ts';
import { reconcileStock } from '../jobs/reconcile-stock.ts';
import type { Job } from '../jobs/job.ts';
import { log } from '../log-events.ts';
import { metrics } from '../metrics.ts';
import type { JobKind } from '../models/job.ts';

const env = environment({
  JOB_ID: 'text',
  JOBS_TABLE: 'text',
  REPORTS_BUCKET: 'text',
  ORDER_COPIES_TABLE: 'text',
  IMPORT_PRODUCTS_ARN: 'arn',
  LIST_RESERVATIONS_ARN: 'arn',
  CHECK_STOCK_ARN: 'arn',
});
const bucket = s3ReportsBucket(env.REPORTS_BUCKET);
const inventory = lambdaInventory({
  listReservations: env.LIST_RESERVATIONS_ARN,
  checkStock: env.CHECK_STOCK_ARN,
});
const now = () => new Date();
const copies = dynamoDbOrderCopies(env.ORDER_COPIES_TABLE);

/** The jobs of this image, by kind. */
const jobs: Partial<Record<JobKind, Job>> = {
  'export-orders': exportOrders({ copies, bucket }),
  'import-products': importProducts({ bucket, catalog: lambdaCatalog(env.IMPORT_PRODUCTS_ARN) }),
  'reconcile-stock': reconcileStock({ copies, inventory, bucket, count: metrics.count, now }),
};

// ECS sends SIGTERM and, after the stop timeout of the task definition, SIGKILL. As process 1 of its container Node
// gets no default handler from the kernel: without this one SIGTERM would do nothing.
const stopping = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopping.abort());

// As if the signal had ended it, which a state machine takes for a task that died: it starts another.
const INTERRUPTED = 143;

try {
  const outcome = await runJob(env.JOB_ID, {
    table: dynamoDbJobTable(env.JOBS_TABLE),
    jobs,
    task: await taskName(),
    stopping: stopping.signal,
    now,
  });
  process.exitCode = outcome === 'ended' ? 0 : INTERRUPTED;
} catch (error) {
  log.error('job.task-failed', error, { jobId: env.JOB_ID });
  process.exitCode = 1;
} finally {
  // Writes the metrics that the job counted.
  endInvocation();
}

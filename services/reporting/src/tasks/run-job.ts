import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { sdkDynamoDbClient } from '#libs/aws';
import { environment } from '#libs/config';
import { endInvocation } from '#libs/logging';
import { runJob } from '../controllers/run-job.ts';
import { dynamoDbJobRepository } from '../gateways/dynamodb-job-repository.ts';
import { dynamoDbOrderProjectionRepository } from '../gateways/dynamodb-order-projection-repository.ts';
import { lambdaCatalog } from '../gateways/lambda-catalog.ts';
import { lambdaInventory } from '../gateways/lambda-inventory.ts';
import { s3ReportsBucket } from '../gateways/s3-reports-bucket.ts';
import { taskName } from '../gateways/task-name.ts';
import { exportOrders } from '../jobs/export-orders/export-orders.ts';
import { importProducts } from '../jobs/import-products/import-products.ts';
import { reconcileStock } from '../jobs/reconcile-stock/reconcile-stock.ts';
import type { Job } from '../jobs/job.ts';
import { log } from '../log-events.ts';
import { metrics } from '../metrics.ts';
import type { JobKind } from '../models/job.ts';

const env = environment({
  JOB_ID: 'text',
  JOBS_TABLE: 'text',
  REPORTS_BUCKET: 'text',
  ORDER_PROJECTIONS_TABLE: 'text',
  IMPORT_PRODUCTS_ARN: 'arn',
  LIST_RESERVATIONS_ARN: 'arn',
  CHECK_STOCK_ARN: 'arn',
});
// The credentials of a task come from an endpoint of ECS, and the SDK renews them.
const tables = sdkDynamoDbClient(
  new DynamoDBClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 2_000, throwOnRequestTimeout: true },
  }),
);
const bucket = s3ReportsBucket(env.REPORTS_BUCKET);
const inventory = lambdaInventory({
  listReservations: env.LIST_RESERVATIONS_ARN,
  checkStock: env.CHECK_STOCK_ARN,
});
const now = () => new Date();
const orders = dynamoDbOrderProjectionRepository(env.ORDER_PROJECTIONS_TABLE, tables);

/** The jobs of this image, by kind. */
const jobs: Partial<Record<JobKind, Job>> = {
  'export-orders': exportOrders({ orders, bucket }),
  'import-products': importProducts({ bucket, catalog: lambdaCatalog(env.IMPORT_PRODUCTS_ARN) }),
  'reconcile-stock': reconcileStock({ orders, inventory, bucket, count: metrics.count, now }),
};

// ECS sends SIGTERM and, after the stop timeout of the task definition, SIGKILL. Process 1 of a container has no default
// signal handlers, so without this one SIGTERM would have no effect.
const stopSignal = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopSignal.abort());

// The exit code of a process that SIGTERM ended: the state machine starts another task.
const INTERRUPTED = 143;

try {
  const outcome = await runJob(env.JOB_ID, {
    table: dynamoDbJobRepository(env.JOBS_TABLE, tables),
    jobs,
    task: await taskName(),
    stopSignal: stopSignal.signal,
    now,
  });
  process.exitCode = outcome === 'ended' ? 0 : INTERRUPTED;
} catch (error) {
  log.error('job.task-failed', error, { jobId: env.JOB_ID });
  process.exitCode = 1;
} finally {
  // Flushes the metrics of the job.
  endInvocation();
}

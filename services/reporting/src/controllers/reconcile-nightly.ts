import type { JobTable } from '../gateways/job-table.ts';
import { queueJob } from '../helpers/queue-job.ts';
import { log } from '../log-events.ts';
import { nightlyJobId } from '../models/nightly-job.ts';
import { newJob } from '../models/job.ts';

interface Dependencies {
  readonly jobs: Pick<JobTable, 'insert'>;
}

/** One job for each night, however often the schedule tells of it. */
export async function reconcileNightly(dueAt: Date, { jobs }: Dependencies): Promise<void> {
  const jobId = nightlyJobId('reconcile-stock', dueAt);
  const job = newJob({ jobId, kind: 'reconcile-stock', input: {}, requestedBy: 'schedule' }, dueAt);
  if (await queueJob(job, { jobs })) log.info('reconciliation.due', { jobId });
}

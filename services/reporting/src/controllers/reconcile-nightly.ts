import type { JobRepository } from '../gateways/job-repository.ts';
import { queueJob } from '../helpers/queue-job.ts';
import { log } from '../log-events.ts';
import { toNightlyJobId } from '../models/nightly-job.ts';
import { newJob } from '../models/job.ts';

interface Dependencies {
  readonly jobs: Pick<JobRepository, 'insert'>;
}

/** Queues one job per night, even if the schedule invokes the function more than once. */
export async function reconcileNightly(dueAt: Date, { jobs }: Dependencies): Promise<void> {
  const jobId = toNightlyJobId('reconcile-stock', dueAt);
  const job = newJob({ jobId, kind: 'reconcile-stock', input: {}, requestedBy: 'schedule' }, dueAt);
  if (await queueJob(job, { jobs })) log.info('reconciliation.scheduled', { jobId });
}

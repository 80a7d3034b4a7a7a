import type { Origin } from '#libs/lambda';
import type { JobTable } from '../gateways/job-table.ts';
import { queueJob } from '../helpers/queue-job.ts';
import { log } from '../log-events.ts';
import { newJob, shownJob, type ShownJob } from '../models/job.ts';

interface Dependencies {
  readonly jobs: Pick<JobTable, 'insert'>;
}

export async function createReconciliation(
  requestedBy: string,
  origin: Origin,
  { jobs }: Dependencies,
): Promise<ShownJob> {
  const jobId = origin.newId('job');
  const job = newJob({ jobId, kind: 'reconcile-stock', input: {}, requestedBy }, origin.at);
  await queueJob(job, { jobs });
  log.info('reconciliation.requested', { jobId });
  return shownJob(job, new Map());
}

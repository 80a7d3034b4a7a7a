import type { Origin } from '#libs/lambda';
import type { JobRepository } from '../gateways/job-repository.ts';
import { queueJob } from '../helpers/queue-job.ts';
import { log } from '../log-events.ts';
import { newJob, toJobView, type JobView } from '../models/job.ts';

interface Dependencies {
  readonly jobs: Pick<JobRepository, 'insert'>;
}

export async function createReconciliation(
  requestedBy: string,
  origin: Origin,
  { jobs }: Dependencies,
): Promise<JobView> {
  const jobId = origin.newId('job');
  const job = newJob({ jobId, kind: 'reconcile-stock', input: {}, requestedBy }, origin.at);
  await queueJob(job, { jobs });
  log.info('reconciliation.requested', { jobId });
  return toJobView(job, new Map());
}

import { AppError } from '#libs/errors';
import type { JobTable } from '../gateways/job-table.ts';
import type { JobKind, JobRecord } from '../models/job.ts';

/** @throws AppError not-found `job.not-found`, also for a job of another kind */
export async function existingJob(
  jobId: string,
  kind: JobKind,
  jobs: Pick<JobTable, 'get'>,
): Promise<JobRecord> {
  const job = await jobs.get(jobId);
  if (job?.kind !== kind)
    throw new AppError('not-found', 'job.not-found', { detail: 'No job here has this id.' });
  return job;
}

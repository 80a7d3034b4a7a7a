import { AppError } from '#libs/errors';
import type { JobRepository } from '../gateways/job-repository.ts';
import type { JobKind, JobRecord } from '../models/job.ts';

/** @throws AppError not-found `job.not-found`, also for a job of another kind */
export async function requireJob(
  jobId: string,
  kind: JobKind,
  jobs: Pick<JobRepository, 'get'>,
): Promise<JobRecord> {
  const job = await jobs.get(jobId);
  if (job?.kind !== kind)
    throw new AppError('not-found', 'job.not-found', { detail: 'No job of this kind with this id exists.' });
  return job;
}

import { AppError } from '#libs/errors';
import type { JobRepository } from '../gateways/job-repository.ts';
import type { JobRecord } from '../models/job.ts';

/** Queues a job. Idempotent. @returns false if a job with this id exists */
export async function queueJob(
  job: Omit<JobRecord, 'correlationId'>,
  { jobs }: { readonly jobs: Pick<JobRepository, 'insert'> },
): Promise<boolean> {
  try {
    await jobs.insert(job);
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'job.exists') return false;
    throw error;
  }
}

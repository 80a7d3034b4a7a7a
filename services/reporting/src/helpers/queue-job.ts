import { AppError } from '#libs/errors';
import type { JobTable } from '../gateways/job-table.ts';
import type { JobRecord } from '../models/job.ts';

/** Queues a job once, however often it is asked for under its id. @returns false where it was there already */
export async function queueJob(
  job: Omit<JobRecord, 'correlationId'>,
  { jobs }: { readonly jobs: Pick<JobTable, 'insert'> },
): Promise<boolean> {
  try {
    await jobs.insert(job);
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'job.exists') return false;
    throw error;
  }
}

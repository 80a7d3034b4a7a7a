import { AppError } from '#libs/errors';
import type { JobTable } from '../gateways/job-table.ts';
import { existingJob } from '../helpers/existing-job.ts';
import { log } from '../log-events.ts';
import { shownJob, type JobKind, type ShownJob } from '../models/job.ts';

interface Dependencies {
  readonly jobs: Pick<JobTable, 'get' | 'requestCancel'>;
}

/**
 * Asks a job to end: its task hears of it with its next heartbeat. Asking again changes nothing.
 *
 * @throws AppError conflict `job.ended`
 */
export async function cancelJob(jobId: string, kind: JobKind, { jobs }: Dependencies): Promise<ShownJob> {
  const { status } = await existingJob(jobId, kind, jobs);
  const canceling = await jobs.requestCancel(jobId);
  if (!canceling)
    throw new AppError('conflict', 'job.ended', { detail: 'The job has ended: there is nothing to cancel.' });
  log.info('job.canceling', { jobId, status });
  return shownJob(canceling, new Map());
}

import { AppError } from '#libs/errors';
import type { JobRepository } from '../gateways/job-repository.ts';
import { requireJob } from '../helpers/require-job.ts';
import { log } from '../log-events.ts';
import { toJobView, type JobKind, type JobView } from '../models/job.ts';

interface Dependencies {
  readonly jobs: Pick<JobRepository, 'get' | 'requestCancel'>;
}

/**
 * Requests the cancellation of a job. Its task reads the request with its next heartbeat. Idempotent.
 *
 * @throws AppError conflict `job.ended`
 */
export async function cancelJob(jobId: string, kind: JobKind, { jobs }: Dependencies): Promise<JobView> {
  const { status } = await requireJob(jobId, kind, jobs);
  const canceling = await jobs.requestCancel(jobId);
  if (!canceling)
    throw new AppError('conflict', 'job.ended', {
      detail: 'The job has already ended and cannot be canceled.',
    });
  log.info('job.canceling', { jobId, status });
  return toJobView(canceling, new Map());
}

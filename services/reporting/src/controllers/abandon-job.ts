import type { JobRepository } from '../gateways/job-repository.ts';
import { log } from '../log-events.ts';
import { metrics } from '../metrics.ts';
import type { JobStatus } from '../models/job.ts';

interface Dependencies {
  readonly jobs: Pick<JobRepository, 'abandon'>;
  readonly now: () => Date;
}

/** Ends a job after its last task failed or timed out: canceled if a cancellation was requested, otherwise failed. */
export async function abandonJob(jobId: string, { jobs, now }: Dependencies): Promise<{ status: JobStatus }> {
  const failure = {
    code: 'job.tasks-failed',
    detail: 'Every task of the job failed or timed out. The work up to the last checkpoint is kept.',
  };
  const status = await jobs.abandon(jobId, failure, now());
  if (status === 'failed') metrics.count('JobFailed');
  log.warn('job.abandoned', { jobId, status });
  return { status };
}

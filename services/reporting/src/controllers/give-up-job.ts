import type { JobTable } from '../gateways/job-table.ts';
import { log } from '../log-events.ts';
import { metrics } from '../metrics.ts';
import type { JobStatus } from '../models/job.ts';

interface Dependencies {
  readonly jobs: Pick<JobTable, 'giveUp'>;
  readonly now: () => Date;
}

/** After the last try: a job whose tasks all died, or of which one hung, is failed, or canceled where that was wanted. */
export async function giveUpJob(jobId: string, { jobs, now }: Dependencies): Promise<{ status: JobStatus }> {
  const failure = {
    code: 'job.task-died',
    detail: 'Its task died each time it was tried, or hung. What was done up to the last checkpoint stands.',
  };
  const status = await jobs.giveUp(jobId, failure, now());
  if (status === 'failed') metrics.count('JobFailed');
  log.warn('job.given-up', { jobId, status });
  return { status };
}

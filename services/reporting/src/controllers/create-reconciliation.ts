import { newId } from '#libs/models';
import type { JobTable } from '../gateways/job-table.ts';
import { log } from '../log-events.ts';
import { newJob, shownJob, type ShownJob } from '../models/job.ts';

interface Needs {
  readonly jobs: Pick<JobTable, 'insert'>;
  readonly now: () => Date;
}

export async function createReconciliation(requestedBy: string, { jobs, now }: Needs): Promise<ShownJob> {
  const jobId = newId('job', now().getTime());
  const job = await jobs.insert(newJob({ jobId, kind: 'reconcile-stock', input: {}, requestedBy }, now()));
  log.info('reconciliation.requested', { jobId });
  return shownJob(job, new Map());
}

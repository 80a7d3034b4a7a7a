import { newId } from '#libs/models';
import type { JobTable } from '../gateways/job-table.ts';
import { log } from '../log-events.ts';
import type { ExportRequest } from '../models/export-request.ts';
import { newJob, shownJob, type ShownJob } from '../models/job.ts';
import { periodOf } from '../models/period.ts';

interface Needs {
  readonly jobs: Pick<JobTable, 'insert'>;
  readonly now: () => Date;
}

/** @throws AppError invalid `period.invalid` */
export async function createExport(
  { formats, ...period }: ExportRequest,
  requestedBy: string,
  { jobs, now }: Needs,
): Promise<ShownJob> {
  const input: ExportRequest = { ...periodOf(period), formats };
  const jobId = newId('job', now().getTime());
  const job = await jobs.insert(newJob({ jobId, kind: 'export-orders', input, requestedBy }, now()));
  log.info('export.requested', { jobId, ...input });
  return shownJob(job, new Map());
}

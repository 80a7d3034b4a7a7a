import type { Origin } from '#libs/lambda';
import type { JobTable } from '../gateways/job-table.ts';
import { queueJob } from '../helpers/queue-job.ts';
import { log } from '../log-events.ts';
import type { ExportRequest } from '../models/export-request.ts';
import { newJob, shownJob, type ShownJob } from '../models/job.ts';
import { periodOf } from '../models/period.ts';

interface Dependencies {
  readonly jobs: Pick<JobTable, 'insert'>;
}

/** @throws AppError invalid `period.invalid` */
export async function createExport(
  { formats, ...period }: ExportRequest,
  requestedBy: string,
  origin: Origin,
  { jobs }: Dependencies,
): Promise<ShownJob> {
  const input: ExportRequest = { ...periodOf(period), formats };
  const jobId = origin.newId('job');
  const job = newJob({ jobId, kind: 'export-orders', input, requestedBy }, origin.at);
  await queueJob(job, { jobs });
  log.info('export.requested', { jobId, ...input });
  return shownJob(job, new Map());
}

import type { Origin } from '#libs/lambda';
import type { JobRepository } from '../gateways/job-repository.ts';
import { queueJob } from '../helpers/queue-job.ts';
import { log } from '../log-events.ts';
import type { ExportRequest } from '../models/export-request.ts';
import { newJob, toJobView, type JobView } from '../models/job.ts';
import { toPeriod } from '../models/period.ts';

interface Dependencies {
  readonly jobs: Pick<JobRepository, 'insert'>;
}

/** @throws AppError invalid `period.empty` or `period.too-long` */
export async function createExport(
  { formats, ...period }: ExportRequest,
  requestedBy: string,
  origin: Origin,
  { jobs }: Dependencies,
): Promise<JobView> {
  const input: ExportRequest = { ...toPeriod(period), formats };
  const jobId = origin.newId('job');
  const job = newJob({ jobId, kind: 'export-orders', input, requestedBy }, origin.at);
  await queueJob(job, { jobs });
  log.info('export.requested', { jobId, ...input });
  return toJobView(job, new Map());
}

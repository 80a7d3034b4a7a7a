import { AppError } from '#libs/errors';
import type { Origin } from '#libs/lambda';
import type { JobTable } from '../gateways/job-table.ts';
import type { ReportsBucket } from '../gateways/reports-bucket.ts';
import type { ImportInput } from '../jobs/import-products.ts';
import { queueJob } from '../helpers/queue-job.ts';
import { log } from '../log-events.ts';
import { uploadKey, type NewImport } from '../models/import-upload.ts';
import { newJob, shownJob, type ShownJob } from '../models/job.ts';

interface Dependencies {
  readonly jobs: Pick<JobTable, 'insert'>;
  readonly bucket: Pick<ReportsBucket, 'inspect'>;
}

/**
 * Asks for the import of an upload.
 *
 * @throws AppError conflict `upload.missing` while there is no file
 */
export async function createImport(
  { uploadId }: NewImport,
  requestedBy: string,
  origin: Origin,
  { jobs, bucket }: Dependencies,
): Promise<ShownJob> {
  const key = uploadKey(uploadId);
  const file = await bucket.inspect(key);
  if (!file)
    throw new AppError('conflict', 'upload.missing', {
      detail: 'No file was uploaded under this id. Post it with the form first.',
    });
  const input: ImportInput = { key, ...file };
  const jobId = origin.newId('job');
  const job = newJob({ jobId, kind: 'import-products', input, requestedBy }, origin.at);
  await queueJob(job, { jobs });
  log.info('import.requested', { jobId, size: file.bytes });
  return shownJob(job, new Map());
}

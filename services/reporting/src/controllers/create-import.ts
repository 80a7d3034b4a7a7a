import { AppError } from '#libs/errors';
import type { Origin } from '#libs/lambda';
import type { JobRepository } from '../gateways/job-repository.ts';
import type { ReportsBucket } from '../gateways/reports-bucket.ts';
import type { ImportInput } from '../jobs/import-products/import-products.ts';
import { queueJob } from '../helpers/queue-job.ts';
import { log } from '../log-events.ts';
import { uploadKey, type NewImport } from '../models/import-upload.ts';
import { newJob, toJobView, type JobView } from '../models/job.ts';

interface Dependencies {
  readonly jobs: Pick<JobRepository, 'insert'>;
  readonly bucket: Pick<ReportsBucket, 'inspect'>;
}

/**
 * Queues the import of an uploaded file.
 *
 * @throws AppError conflict `upload.missing` if the file was not uploaded
 */
export async function createImport(
  { uploadId }: NewImport,
  requestedBy: string,
  origin: Origin,
  { jobs, bucket }: Dependencies,
): Promise<JobView> {
  const key = uploadKey(uploadId);
  const file = await bucket.inspect(key);
  if (!file)
    throw new AppError('conflict', 'upload.missing', {
      detail: 'The file of this upload is missing. Upload it with the form first.',
    });
  const input: ImportInput = { key, ...file };
  const jobId = origin.newId('job');
  const job = newJob({ jobId, kind: 'import-products', input, requestedBy }, origin.at);
  await queueJob(job, { jobs });
  log.info('import.requested', { jobId, size: file.bytes });
  return toJobView(job, new Map());
}

import type { JobTable } from '../gateways/job-table.ts';
import type { ReportsBucket } from '../gateways/reports-bucket.ts';
import { existingJob } from '../helpers/existing-job.ts';
import { showJob } from '../helpers/show-job.ts';
import type { JobKind, ShownJob } from '../models/job.ts';

interface Dependencies {
  readonly jobs: Pick<JobTable, 'get'>;
  readonly bucket: Pick<ReportsBucket, 'downloadUrl'>;
}

export const getJob = async (
  jobId: string,
  kind: JobKind,
  { jobs, bucket }: Dependencies,
): Promise<ShownJob> => showJob(await existingJob(jobId, kind, jobs), bucket);

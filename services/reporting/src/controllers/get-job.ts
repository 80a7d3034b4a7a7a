import type { JobRepository } from '../gateways/job-repository.ts';
import type { ReportsBucket } from '../gateways/reports-bucket.ts';
import { requireJob } from '../helpers/require-job.ts';
import { loadJobView } from '../helpers/load-job-view.ts';
import type { JobKind, JobView } from '../models/job.ts';

interface Dependencies {
  readonly jobs: Pick<JobRepository, 'get'>;
  readonly bucket: Pick<ReportsBucket, 'downloadUrl'>;
}

export const getJob = async (
  jobId: string,
  kind: JobKind,
  { jobs, bucket }: Dependencies,
): Promise<JobView> => loadJobView(await requireJob(jobId, kind, jobs), bucket);

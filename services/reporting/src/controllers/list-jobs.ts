import type { Page } from '#libs/models';
import type { JobsQuery, JobRepository } from '../gateways/job-repository.ts';
import type { ReportsBucket } from '../gateways/reports-bucket.ts';
import { loadJobView } from '../helpers/load-job-view.ts';
import type { JobView } from '../models/job.ts';

interface Dependencies {
  readonly jobs: Pick<JobRepository, 'list'>;
  readonly bucket: Pick<ReportsBucket, 'downloadUrl'>;
}

/** Lists the jobs of a kind, newest first. */
export async function listJobs(query: JobsQuery, { jobs, bucket }: Dependencies): Promise<Page<JobView>> {
  const { items, ...rest } = await jobs.list(query);
  return { items: await Promise.all(items.map((job) => loadJobView(job, bucket))), ...rest };
}

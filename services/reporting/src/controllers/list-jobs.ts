import type { Page } from '#libs/models';
import type { JobsQuery, JobTable } from '../gateways/job-table.ts';
import type { ReportsBucket } from '../gateways/reports-bucket.ts';
import { showJob } from '../helpers/show-job.ts';
import type { ShownJob } from '../models/job.ts';

interface Dependencies {
  readonly jobs: Pick<JobTable, 'list'>;
  readonly bucket: Pick<ReportsBucket, 'downloadUrl'>;
}

/** Newest first. */
export async function listJobs(query: JobsQuery, { jobs, bucket }: Dependencies): Promise<Page<ShownJob>> {
  const { items, ...rest } = await jobs.list(query);
  return { items: await Promise.all(items.map((job) => showJob(job, bucket))), ...rest };
}

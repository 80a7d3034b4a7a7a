import type { ReportsBucket } from '../gateways/reports-bucket.ts';
import { shownJob, type JobRecord, type ShownJob } from '../models/job.ts';

// Long enough to begin a download, which then may take as long as it will.
const LINK_SECONDS = 15 * 60;

/** A job with fresh links to its files. */
export async function showJob(job: JobRecord, bucket: Pick<ReportsBucket, 'downloadUrl'>): Promise<ShownJob> {
  const links = (job.result?.files ?? []).map(
    async ({ key, name }) => [key, await bucket.downloadUrl(key, name, LINK_SECONDS)] as const,
  );
  return shownJob(job, new Map(await Promise.all(links)));
}

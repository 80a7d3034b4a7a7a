import type { ReportsBucket } from '../gateways/reports-bucket.ts';
import { toJobView, type JobRecord, type JobView } from '../models/job.ts';

// S3 checks the expiry when the download starts, not when it ends.
const LINK_SECONDS = 15 * 60;

/** A job with new download links to its files. */
export async function loadJobView(
  job: JobRecord,
  bucket: Pick<ReportsBucket, 'downloadUrl'>,
): Promise<JobView> {
  const links = (job.result?.files ?? []).map(
    async ({ key, name }) => [key, await bucket.downloadUrl(key, name, LINK_SECONDS)] as const,
  );
  return toJobView(job, new Map(await Promise.all(links)));
}

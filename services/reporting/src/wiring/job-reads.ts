import { environment } from '#libs/config';
import { dynamoDbJobRepository } from '../gateways/dynamodb-job-repository.ts';
import { s3ReportsBucket } from '../gateways/s3-reports-bucket.ts';

/** The jobs and the bucket with their files. */
export function jobReads() {
  const env = environment({ JOBS_TABLE: 'text', REPORTS_BUCKET: 'text' });
  return { jobs: dynamoDbJobRepository(env.JOBS_TABLE), bucket: s3ReportsBucket(env.REPORTS_BUCKET) };
}

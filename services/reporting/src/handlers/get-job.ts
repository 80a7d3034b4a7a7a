import { environment } from '#libs/config';
import { httpHandler, ok, requireStaff } from '#libs/lambda';
import { getJob } from '../controllers/get-job.ts';
import { dynamoDbJobRepository } from '../gateways/dynamodb-job-repository.ts';
import { s3ReportsBucket } from '../gateways/s3-reports-bucket.ts';
import { getCollection } from '../models/job-collection.ts';
import request from './get-job.schema.ts';

const env = environment({ JOBS_TABLE: 'text', REPORTS_BUCKET: 'text' });
const deps = { jobs: dynamoDbJobRepository(env.JOBS_TABLE), bucket: s3ReportsBucket(env.REPORTS_BUCKET) };

export const handler = httpHandler(request, async ({ route, path, caller }) => {
  const { kind, scope } = getCollection(route);
  requireStaff(caller, scope);
  const job = await getJob(path.jobId, kind, deps);
  return ok(job, { version: job.version });
});

import { environment } from '#libs/config';
import { httpHandler, ok, requireStaff } from '#libs/lambda';
import { listJobs } from '../controllers/list-jobs.ts';
import { dynamoDbJobRepository } from '../gateways/dynamodb-job-repository.ts';
import { s3ReportsBucket } from '../gateways/s3-reports-bucket.ts';
import { getCollection } from '../models/job-collection.ts';
import request from './list-jobs.schema.ts';

const env = environment({ JOBS_TABLE: 'text', REPORTS_BUCKET: 'text' });
const deps = { jobs: dynamoDbJobRepository(env.JOBS_TABLE), bucket: s3ReportsBucket(env.REPORTS_BUCKET) };

export const handler = httpHandler(request, async ({ route, query, caller }) => {
  const { kind, scope } = getCollection(route);
  requireStaff(caller, scope);
  return ok(await listJobs({ kind, ...query }, deps));
});

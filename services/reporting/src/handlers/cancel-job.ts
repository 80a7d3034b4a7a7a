import { environment } from '#libs/config';
import { accepted, httpHandler, requireStaff } from '#libs/lambda';
import { cancelJob } from '../controllers/cancel-job.ts';
import { dynamoDbJobTable } from '../gateways/dynamodb-job-table.ts';
import { collectionOf } from '../models/collection.ts';
import request from './cancel-job.schema.ts';

const env = environment({ JOBS_TABLE: 'text' });
const deps = { jobs: dynamoDbJobTable(env.JOBS_TABLE) };

export const handler = httpHandler(request, async ({ route, path, caller }) => {
  const { kind, scope } = collectionOf(route);
  requireStaff(caller, scope);
  const job = await cancelJob(path.jobId, kind, deps);
  return accepted(job, { version: job.version });
});

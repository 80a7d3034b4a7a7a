import { environment } from '#libs/config';
import { accepted, dynamoDbIdempotency, httpHandler } from '#libs/lambda';
import { cancelJob } from '../controllers/cancel-job.ts';
import { dynamoDbJobRepository } from '../gateways/dynamodb-job-repository.ts';
import { getCollection } from '../models/job-collection.ts';
import request from './cancel-job.schema.ts';

const env = environment({ IDEMPOTENCY_TABLE: 'text', JOBS_TABLE: 'text' });
const deps = { jobs: dynamoDbJobRepository(env.JOBS_TABLE) };

export const handler = httpHandler(
  request,
  async ({ route, path }) => {
    const { kind } = getCollection(route);
    const job = await cancelJob(path.jobId, kind, deps);
    return accepted(job, { version: job.version });
  },
  { idempotency: dynamoDbIdempotency(env.IDEMPOTENCY_TABLE) },
);

import { environment } from '#libs/config';
import { accepted, httpHandler, dynamoDbIdempotency, requireStaff } from '#libs/lambda';
import { createExport } from '../controllers/create-export.ts';
import { dynamoDbJobRepository } from '../gateways/dynamodb-job-repository.ts';
import { toRequesterId } from '../models/requester.ts';
import { toLocation } from '../models/job-collection.ts';

import request from './create-export.schema.ts';

const env = environment({ JOBS_TABLE: 'text', IDEMPOTENCY_TABLE: 'text' });
const deps = { jobs: dynamoDbJobRepository(env.JOBS_TABLE) };

export const handler = httpHandler(
  request,
  async ({ body, caller, origin }) => {
    requireStaff(caller);
    const job = await createExport(body, toRequesterId(caller), origin, deps);
    return accepted(job, { location: toLocation(job), version: job.version });
  },
  { idempotency: dynamoDbIdempotency(env.IDEMPOTENCY_TABLE) },
);

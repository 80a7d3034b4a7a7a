import { environment } from '#libs/config';
import { accepted, httpHandler, dynamoDbIdempotency, requireStaff } from '#libs/lambda';
import { createExport } from '../controllers/create-export.ts';
import { dynamoDbJobTable } from '../gateways/dynamodb-job-table.ts';
import { requesterOf } from '../models/requester.ts';
import { locationOf } from '../models/collection.ts';

import request from './create-export.schema.ts';

const env = environment({ JOBS_TABLE: 'text', IDEMPOTENCY_TABLE: 'text' });
const deps = { jobs: dynamoDbJobTable(env.JOBS_TABLE) };

export const handler = httpHandler(
  request,
  async ({ body, caller, origin }) => {
    requireStaff(caller);
    const job = await createExport(body, requesterOf(caller), origin, deps);
    return accepted(job, { location: locationOf(job), version: job.version });
  },
  { idempotency: dynamoDbIdempotency(env.IDEMPOTENCY_TABLE) },
);

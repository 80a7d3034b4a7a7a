import { environment } from '#libs/config';
import { accepted, httpHandler, dynamoDbIdempotency, requireStaff } from '#libs/lambda';
import { createImport } from '../controllers/create-import.ts';
import { dynamoDbJobRepository } from '../gateways/dynamodb-job-repository.ts';
import { s3ReportsBucket } from '../gateways/s3-reports-bucket.ts';
import { toRequesterId } from '../models/requester.ts';
import { toLocation } from '../models/job-collection.ts';
import request from './create-import.schema.ts';

const env = environment({ JOBS_TABLE: 'text', REPORTS_BUCKET: 'text', IDEMPOTENCY_TABLE: 'text' });
const deps = {
  jobs: dynamoDbJobRepository(env.JOBS_TABLE),
  bucket: s3ReportsBucket(env.REPORTS_BUCKET),
};

export const handler = httpHandler(
  request,
  async ({ body, caller, origin }) => {
    requireStaff(caller, 'tradewind/catalog.write');
    const job = await createImport(body, toRequesterId(caller), origin, deps);
    return accepted(job, { location: toLocation(job), version: job.version });
  },
  { idempotency: dynamoDbIdempotency(env.IDEMPOTENCY_TABLE) },
);

import { environment } from '#libs/config';
import { accepted, httpHandler } from '#libs/lambda';
import { createImport } from '../controllers/create-import.ts';
import { s3ReportsBucket } from '../gateways/s3-reports-bucket.ts';
import { toRequesterId } from '../models/requester.ts';
import { toLocation } from '../models/job-collection.ts';
import { jobStarts } from '../wiring/job-starts.ts';
import request from './create-import.schema.ts';

const env = environment({ REPORTS_BUCKET: 'text' });
const { jobs, idempotency } = jobStarts();
const deps = { jobs, bucket: s3ReportsBucket(env.REPORTS_BUCKET) };

export const handler = httpHandler(
  request,
  async ({ body, caller, origin }) => {
    const job = await createImport(body, toRequesterId(caller), origin, deps);
    return accepted(job, { location: toLocation(job), version: job.version });
  },
  { idempotency },
);

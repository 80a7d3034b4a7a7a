import { accepted, httpHandler } from '#libs/lambda';
import { createExport } from '../controllers/create-export.ts';
import { toRequesterId } from '../models/requester.ts';
import { toLocation } from '../models/job-collection.ts';
import { jobStarts } from '../wiring/job-starts.ts';
import request from './create-export.schema.ts';

const { jobs, idempotency } = jobStarts();

export const handler = httpHandler(
  request,
  async ({ body, caller, origin }) => {
    const job = await createExport(body, toRequesterId(caller), origin, { jobs });
    return accepted(job, { location: toLocation(job), version: job.version });
  },
  { idempotency },
);

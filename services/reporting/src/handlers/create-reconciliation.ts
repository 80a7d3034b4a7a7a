import { accepted, httpHandler } from '#libs/lambda';
import { createReconciliation } from '../controllers/create-reconciliation.ts';
import { toRequesterId } from '../models/requester.ts';
import { toLocation } from '../models/job-collection.ts';
import { jobStarts } from '../wiring/job-starts.ts';
import request from './create-reconciliation.schema.ts';

const { jobs, idempotency } = jobStarts();

export const handler = httpHandler(
  request,
  async ({ caller, origin }) => {
    const job = await createReconciliation(toRequesterId(caller), origin, { jobs });
    return accepted(job, { location: toLocation(job), version: job.version });
  },
  { idempotency },
);

import { httpHandler, ok } from '#libs/lambda';
import { getJob } from '../controllers/get-job.ts';
import { getCollection } from '../models/job-collection.ts';
import { jobReads } from '../wiring/job-reads.ts';
import request from './get-job.schema.ts';

const deps = jobReads();

export const handler = httpHandler(request, async ({ route, path }) => {
  const { kind } = getCollection(route);
  const job = await getJob(path.jobId, kind, deps);
  // Links expire, so that a client must not keep a response that has some.
  return job.result?.files.length ? ok(job) : ok(job, { version: job.version });
});

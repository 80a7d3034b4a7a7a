import { httpHandler, ok } from '#libs/lambda';
import { listJobs } from '../controllers/list-jobs.ts';
import { getCollection } from '../models/job-collection.ts';
import { jobReads } from '../wiring/job-reads.ts';
import request from './list-jobs.schema.ts';

const deps = jobReads();

export const handler = httpHandler(request, async ({ route, query }) => {
  const { kind } = getCollection(route);
  return ok(await listJobs({ kind, ...query }, deps));
});

import { httpRequest, Problem } from '#libs/lambda';
import { pageSchema, PageQuery } from '#libs/models';
import { jobAccess } from '../models/job-collection.ts';
import { JobView } from '../models/job.ts';

export default httpRequest({
  summary: 'List the jobs of the last 90 days',
  access: jobAccess(''),
  query: PageQuery,
  responses: { 200: pageSchema(JobView), 403: Problem },
});

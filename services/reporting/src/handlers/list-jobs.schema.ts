import { httpRequest, Problem } from '#libs/lambda';
import { pageSchema, PageQuery } from '#libs/models';
import { ShownJob } from '../models/job.ts';

export default httpRequest({
  summary: 'Jobs of the last 90 days, newest first',
  query: PageQuery,
  responses: { 200: pageSchema(ShownJob), 403: Problem },
});

import { httpRequest, Problem } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { jobAccess } from '../models/job-collection.ts';
import { JobView } from '../models/job.ts';

export default httpRequest({
  summary: 'Get a job',
  access: jobAccess('/{jobId}'),
  path: Type.Object({ jobId: idSchema('job') }),
  responses: { 200: JobView, 403: Problem, 404: Problem },
});

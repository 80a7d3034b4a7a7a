import { httpRequest, Problem } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { jobAccess } from '../models/job-collection.ts';
import { JobView } from '../models/job.ts';

export default httpRequest({
  summary: 'Cancel a job',
  description: 'The work up to the last checkpoint is kept.',
  access: jobAccess('/{jobId}/cancel'),
  path: Type.Object({ jobId: idSchema('job') }),
  responses: { 202: JobView, 403: Problem, 404: Problem, 409: Problem },
});

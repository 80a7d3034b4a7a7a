import { httpRequest, Problem } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { JobView } from '../models/job.ts';

export default httpRequest({
  summary: 'Get a job',
  path: Type.Object({ jobId: idSchema('job') }),
  responses: { 200: JobView, 403: Problem, 404: Problem },
});

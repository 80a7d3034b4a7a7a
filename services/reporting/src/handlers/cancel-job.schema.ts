import { httpRequest, Problem } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { ShownJob } from '../models/job.ts';

export default httpRequest({
  summary: 'End a job early; what it did so far stands',
  path: Type.Object({ jobId: idSchema('job') }),
  responses: { 202: ShownJob, 403: Problem, 404: Problem, 409: Problem },
});

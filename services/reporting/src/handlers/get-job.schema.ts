import { httpRequest, Problem } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { ShownJob } from '../models/job.ts';

export default httpRequest({
  summary: 'How far a job is, and what it left behind',
  path: Type.Object({ jobId: idSchema('job') }),
  responses: { 200: ShownJob, 403: Problem, 404: Problem },
});

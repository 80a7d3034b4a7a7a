import { httpRequest, Problem } from '#libs/lambda';
import { Type } from 'typebox';
import { ShownJob } from '../models/job.ts';

export default httpRequest({
  summary: 'Check now whether stock, reservations and orders add up',
  headers: Type.Object({ 'idempotency-key': Type.String({ minLength: 1, maxLength: 255 }) }),
  responses: { 202: ShownJob, 403: Problem, 409: Problem },
});

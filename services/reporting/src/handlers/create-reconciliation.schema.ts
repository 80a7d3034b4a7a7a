import { httpRequest, Problem, staff } from '#libs/lambda';
import { Type } from 'typebox';
import { JobView } from '../models/job.ts';

export default httpRequest({
  summary: 'Create a reconciliation',
  description: 'Compares stock, reservations and orders now.',
  access: staff(),
  headers: Type.Object({ 'idempotency-key': Type.String({ minLength: 1, maxLength: 255 }) }),
  responses: { 202: JobView, 403: Problem, 409: Problem },
});

import { httpRequest, Problem, staff } from '#libs/lambda';
import { Type } from 'typebox';
import { ExportRequest } from '../models/export-request.ts';
import { JobView } from '../models/job.ts';

export default httpRequest({
  summary: 'Create an export of orders',
  access: staff(),
  headers: Type.Object({ 'idempotency-key': Type.String({ minLength: 1, maxLength: 255 }) }),
  body: ExportRequest,
  responses: { 202: JobView, 403: Problem, 409: Problem, 422: Problem },
});

import { httpRequest, Problem, staff } from '#libs/lambda';
import { Type } from 'typebox';
import { NewImport } from '../models/import-upload.ts';
import { JobView } from '../models/job.ts';

export default httpRequest({
  summary: 'Create an import of an uploaded catalog file',
  access: staff('tradewind/catalog.write'),
  headers: Type.Object({ 'idempotency-key': Type.String({ minLength: 1, maxLength: 255 }) }),
  body: NewImport,
  responses: { 202: JobView, 403: Problem, 409: Problem, 422: Problem },
});

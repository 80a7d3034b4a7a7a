import { httpRequest, Problem } from '#libs/lambda';
import { Type } from 'typebox';
import { NewImport } from '../models/import-upload.ts';
import { ShownJob } from '../models/job.ts';

export default httpRequest({
  summary: 'Put the products of an uploaded file on sale',
  headers: Type.Object({ 'idempotency-key': Type.String({ minLength: 1, maxLength: 255 }) }),
  body: NewImport,
  responses: { 202: ShownJob, 403: Problem, 409: Problem, 422: Problem },
});

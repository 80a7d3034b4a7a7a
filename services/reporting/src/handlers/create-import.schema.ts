import { httpRequest, IdempotencyKey, staff } from '#libs/lambda';
import { Type } from 'typebox';
import { NewImport } from '../models/import-upload.ts';
import { JobView } from '../models/job.ts';

export default httpRequest({
  tag: 'Imports',
  summary: 'Create an import of an uploaded catalog file',
  description:
    'Imports the products of an uploaded file. Poll the job until it has ended; its result has a link to the rejected rows.',
  access: staff('tradewind/catalog.write'),
  headers: Type.Object({ 'idempotency-key': IdempotencyKey }),
  body: NewImport,
  responses: { 202: JobView },
  sends: ['ETag', 'Location'],
  problems: { 409: ['upload.missing'] },
});

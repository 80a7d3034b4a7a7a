import { httpRequest, IdempotencyKey, staff } from '#libs/lambda';
import { Type } from 'typebox';
import { ExportRequest } from '../models/export-request.ts';
import { JobView } from '../models/job.ts';

export default httpRequest({
  tag: 'Exports',
  summary: 'Create an export of orders',
  description:
    'Exports the orders that were placed in a period. Poll the job until it has ended; its result has links to the files.',
  access: staff(),
  headers: Type.Object({ 'idempotency-key': IdempotencyKey }),
  body: ExportRequest,
  responses: { 202: JobView },
  sends: ['ETag', 'Location'],
  problems: { 400: ['period.empty', 'period.too-long'] },
});

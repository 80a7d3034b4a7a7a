import { httpRequest, IdempotencyKey, staff } from '#libs/lambda';
import { Type } from 'typebox';
import { JobView } from '../models/job.ts';

export default httpRequest({
  tag: 'Reconciliations',
  summary: 'Create a reconciliation',
  description: 'Compares stock, reservations and orders now.',
  access: staff(),
  headers: Type.Object({ 'idempotency-key': IdempotencyKey }),
  responses: { 202: JobView },
  sends: ['ETag', 'Location'],
});

import { httpRequest, IdempotencyKey } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { jobAccess } from '../models/job-collection.ts';
import { JobView } from '../models/job.ts';

export default httpRequest({
  tag: 'Exports',
  summary: 'Cancel a job',
  description: 'The job ends with its next heartbeat. The work up to the last checkpoint is kept.',
  access: jobAccess('/{jobId}/cancel'),
  path: Type.Object({ jobId: idSchema('job') }),
  routes: {
    '/imports/{jobId}/cancel': { operationId: 'cancelImport', tag: 'Imports', summary: 'Cancel an import' },
    '/exports/{jobId}/cancel': { operationId: 'cancelExport', tag: 'Exports', summary: 'Cancel an export' },
    '/reconciliations/{jobId}/cancel': {
      operationId: 'cancelReconciliation',
      tag: 'Reconciliations',
      summary: 'Cancel a reconciliation',
    },
  },
  headers: Type.Object({ 'idempotency-key': Type.Optional(IdempotencyKey) }),
  responses: { 202: JobView },
  sends: ['ETag'],
  problems: { 404: ['job.not-found'], 409: ['job.ended'] },
});

import { httpRequest } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { jobAccess } from '../models/job-collection.ts';
import { JobView } from '../models/job.ts';

export default httpRequest({
  tag: 'Exports',
  summary: 'Get a job',
  description: 'Shows the progress, and after the end the result with links to its files.',
  access: jobAccess('/{jobId}'),
  path: Type.Object({ jobId: idSchema('job') }),
  routes: {
    '/imports/{jobId}': { operationId: 'getImport', tag: 'Imports', summary: 'Get an import' },
    '/exports/{jobId}': { operationId: 'getExport', tag: 'Exports', summary: 'Get an export' },
    '/reconciliations/{jobId}': {
      operationId: 'getReconciliation',
      tag: 'Reconciliations',
      summary: 'Get a reconciliation',
    },
  },
  responses: { 200: JobView },
  sends: ['ETag'],
  problems: { 404: ['job.not-found'] },
});

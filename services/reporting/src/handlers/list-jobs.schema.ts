import { httpRequest } from '#libs/lambda';
import { pageSchema, PageQuery } from '#libs/models';
import { jobAccess } from '../models/job-collection.ts';
import { JobView } from '../models/job.ts';

export default httpRequest({
  tag: 'Exports',
  summary: 'List the jobs of the last 90 days',
  description: 'Newest first.',
  access: jobAccess(''),
  query: PageQuery,
  routes: {
    '/imports': {
      operationId: 'listImports',
      tag: 'Imports',
      summary: 'List the imports of the last 90 days',
    },
    '/exports': {
      operationId: 'listExports',
      tag: 'Exports',
      summary: 'List the exports of the last 90 days',
    },
    '/reconciliations': {
      operationId: 'listReconciliations',
      tag: 'Reconciliations',
      summary: 'List the reconciliations of the last 90 days',
    },
  },
  responses: { 200: pageSchema(JobView) },
});

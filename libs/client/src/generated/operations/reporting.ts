// Generated from the OpenAPI documents by "npm run client". Change the schemas of the services instead.

import type { CallOptions, Found, IdempotencyKeyOption, IfNoneMatchOption } from '../../call-options.ts';
import type { Operation } from '../../operation.ts';
import type { ApiPromise } from '../../results/api-promise.ts';
import type { PagePromise } from '../../results/page-promise.ts';
import type { ExportRequest, ImportUpload, Job, JobPage, NewImport } from '../schemas.ts';

/**
 * Create an upload form for a catalog file: `POST /reporting/imports/uploads`.
 *
 * Returns a form to upload one CSV file with: send its fields and then the file as multipart/form-data to its URL.
 */
export const createImportUpload: Operation<
  (options?: CallOptions & IdempotencyKeyOption) => ApiPromise<ImportUpload>
> = { method: 'POST', path: '/reporting/imports/uploads', access: 'required', hasIdempotencyKey: true };

/**
 * Create an import of an uploaded catalog file: `POST /reporting/imports`.
 *
 * Imports the products of an uploaded file. Poll the job until it has ended; its result has a link to the rejected rows.
 *
 * @throws TradewindProblem `upload.missing`
 */
export const createImport: Operation<
  (body: NewImport, options?: CallOptions & IdempotencyKeyOption) => ApiPromise<Job>
> = {
  method: 'POST',
  path: '/reporting/imports',
  access: 'required',
  input: 'body',
  hasIdempotencyKey: true,
};

export interface ListImportsQuery {
  /** The maximum number of items of a page. */
  readonly limit?: number | undefined;
  /** The `nextCursor` of the previous page. Omit it for the first page. */
  readonly cursor?: string | undefined;
}

/**
 * List the imports of the last 90 days: `GET /reporting/imports`.
 *
 * Newest first.
 *
 * @throws TradewindProblem `page.cursor-invalid`
 */
export const listImports: Operation<
  (query?: ListImportsQuery, options?: CallOptions) => PagePromise<JobPage>
> = { method: 'GET', path: '/reporting/imports', access: 'required', input: 'query', isPaged: true };

/**
 * Get an import: `GET /reporting/imports/{jobId}`.
 *
 * Shows the progress, and after the end the result with links to its files.
 *
 * @throws TradewindProblem `job.not-found`
 */
export const getImport: Operation<
  <Options extends CallOptions & IfNoneMatchOption = CallOptions & IfNoneMatchOption>(
    jobId: string,
    options?: Options,
  ) => ApiPromise<Found<Job, Options>>
> = { method: 'GET', path: '/reporting/imports/{jobId}', access: 'required' };

/**
 * Get an export: `GET /reporting/exports/{jobId}`.
 *
 * Shows the progress, and after the end the result with links to its files.
 *
 * @throws TradewindProblem `job.not-found`
 */
export const getExport: Operation<
  <Options extends CallOptions & IfNoneMatchOption = CallOptions & IfNoneMatchOption>(
    jobId: string,
    options?: Options,
  ) => ApiPromise<Found<Job, Options>>
> = { method: 'GET', path: '/reporting/exports/{jobId}', access: 'required' };

/**
 * Get a reconciliation: `GET /reporting/reconciliations/{jobId}`.
 *
 * Shows the progress, and after the end the result with links to its files.
 *
 * @throws TradewindProblem `job.not-found`
 */
export const getReconciliation: Operation<
  <Options extends CallOptions & IfNoneMatchOption = CallOptions & IfNoneMatchOption>(
    jobId: string,
    options?: Options,
  ) => ApiPromise<Found<Job, Options>>
> = { method: 'GET', path: '/reporting/reconciliations/{jobId}', access: 'required' };

export interface ListExportsQuery {
  /** The maximum number of items of a page. */
  readonly limit?: number | undefined;
  /** The `nextCursor` of the previous page. Omit it for the first page. */
  readonly cursor?: string | undefined;
}

/**
 * List the exports of the last 90 days: `GET /reporting/exports`.
 *
 * Newest first.
 *
 * @throws TradewindProblem `page.cursor-invalid`
 */
export const listExports: Operation<
  (query?: ListExportsQuery, options?: CallOptions) => PagePromise<JobPage>
> = { method: 'GET', path: '/reporting/exports', access: 'required', input: 'query', isPaged: true };

/**
 * Create an export of orders: `POST /reporting/exports`.
 *
 * Exports the orders that were placed in a period. Poll the job until it has ended; its result has links to the files.
 *
 * @throws TradewindProblem `period.empty`, `period.too-long`
 */
export const createExport: Operation<
  (body: ExportRequest, options?: CallOptions & IdempotencyKeyOption) => ApiPromise<Job>
> = {
  method: 'POST',
  path: '/reporting/exports',
  access: 'required',
  input: 'body',
  hasIdempotencyKey: true,
};

export interface ListReconciliationsQuery {
  /** The maximum number of items of a page. */
  readonly limit?: number | undefined;
  /** The `nextCursor` of the previous page. Omit it for the first page. */
  readonly cursor?: string | undefined;
}

/**
 * List the reconciliations of the last 90 days: `GET /reporting/reconciliations`.
 *
 * Newest first.
 *
 * @throws TradewindProblem `page.cursor-invalid`
 */
export const listReconciliations: Operation<
  (query?: ListReconciliationsQuery, options?: CallOptions) => PagePromise<JobPage>
> = { method: 'GET', path: '/reporting/reconciliations', access: 'required', input: 'query', isPaged: true };

/**
 * Create a reconciliation: `POST /reporting/reconciliations`.
 *
 * Compares stock, reservations and orders now.
 */
export const createReconciliation: Operation<
  (options?: CallOptions & IdempotencyKeyOption) => ApiPromise<Job>
> = { method: 'POST', path: '/reporting/reconciliations', access: 'required', hasIdempotencyKey: true };

/**
 * Cancel an import: `POST /reporting/imports/{jobId}/cancel`.
 *
 * The job ends with its next heartbeat. The work up to the last checkpoint is kept.
 *
 * @throws TradewindProblem `job.ended`, `job.not-found`
 */
export const cancelImport: Operation<
  (jobId: string, options?: CallOptions & IdempotencyKeyOption) => ApiPromise<Job>
> = {
  method: 'POST',
  path: '/reporting/imports/{jobId}/cancel',
  access: 'required',
  hasIdempotencyKey: true,
};

/**
 * Cancel an export: `POST /reporting/exports/{jobId}/cancel`.
 *
 * The job ends with its next heartbeat. The work up to the last checkpoint is kept.
 *
 * @throws TradewindProblem `job.ended`, `job.not-found`
 */
export const cancelExport: Operation<
  (jobId: string, options?: CallOptions & IdempotencyKeyOption) => ApiPromise<Job>
> = {
  method: 'POST',
  path: '/reporting/exports/{jobId}/cancel',
  access: 'required',
  hasIdempotencyKey: true,
};

/**
 * Cancel a reconciliation: `POST /reporting/reconciliations/{jobId}/cancel`.
 *
 * The job ends with its next heartbeat. The work up to the last checkpoint is kept.
 *
 * @throws TradewindProblem `job.ended`, `job.not-found`
 */
export const cancelReconciliation: Operation<
  (jobId: string, options?: CallOptions & IdempotencyKeyOption) => ApiPromise<Job>
> = {
  method: 'POST',
  path: '/reporting/reconciliations/{jobId}/cancel',
  access: 'required',
  hasIdempotencyKey: true,
};

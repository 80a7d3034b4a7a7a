import { eventLog } from '#libs/logging';

/** The log events of this service, in addition to those of the shared handlers. */
export const log = eventLog({
  'export.requested': {
    level: 'info',
    description: 'Staff requested an export of orders.',
    fields: { jobId: 'id', from: 'time', to: 'time', formats: 'codes' },
  },
  'import.requested': {
    level: 'info',
    description: 'Staff requested the import of a catalog file.',
    fields: { jobId: 'id', size: 'bytes' },
  },
  'reconciliation.requested': {
    level: 'info',
    description: 'Staff requested a reconciliation of stock, reservations and orders.',
    fields: { jobId: 'id' },
  },
  'reconciliation.scheduled': {
    level: 'info',
    description: 'The schedule queued the nightly reconciliation.',
    fields: { jobId: 'id' },
  },
  'reconciliation.mismatch-found': {
    level: 'warn',
    description: 'A reconciliation found an order that does not match its reservation.',
    fields: { code: 'code', orderId: 'id' },
  },
  'job.started': {
    level: 'info',
    description: 'The state machine execution of a job was started.',
    fields: { jobId: 'id' },
  },
  'job.attempt-started': {
    level: 'info',
    description: 'A task started a job or continued it from its checkpoint.',
    fields: { jobId: 'id', attempt: 'count', kind: 'code', continues: 'flag' },
  },
  'job.succeeded': {
    level: 'info',
    description: 'A job succeeded.',
    fields: { jobId: 'id', attempt: 'count' },
  },
  'job.canceling': {
    level: 'info',
    description: 'Staff requested the cancellation of a job.',
    fields: { jobId: 'id', status: 'code' },
  },
  'job.canceled': {
    level: 'info',
    description: 'A job was canceled.',
    fields: { jobId: 'id', attempt: 'count' },
  },
  'job.interrupted': {
    level: 'info',
    description: 'A task was stopped; another task continues its job.',
    fields: { jobId: 'id', attempt: 'count' },
  },
  'job.skipped': {
    level: 'info',
    description: 'A task found that its job had ended or did not exist.',
    fields: { jobId: 'id', status: 'code?' },
  },
  'job.superseded': {
    level: 'warn',
    description: 'A task ended because a later task had started its job.',
    fields: { jobId: 'id', attempt: 'count' },
  },
  'job.failed': {
    level: 'warn',
    description: 'A job failed with a permanent error.',
    fields: { jobId: 'id', attempt: 'count', code: 'code' },
  },
  'job.abandoned': {
    level: 'warn',
    description: 'A job was abandoned after its last task failed or timed out.',
    fields: { jobId: 'id', status: 'code' },
  },
  'job.heartbeat-missed': {
    level: 'warn',
    description: 'A task could not write its heartbeat; the next heartbeat makes up for it.',
    fields: { reason: 'code' },
  },
  'job.task-failed': {
    level: 'error',
    description: 'A task failed with an unexpected error. Another task is started.',
    fields: { jobId: 'id' },
  },
  'catalog.import-retried': {
    level: 'warn',
    description: 'The catalog could not import a batch of products; the batch was retried.',
    fields: { attempt: 'count', failure: 'code?' },
  },
});

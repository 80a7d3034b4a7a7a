import { eventLog } from '#libs/logging';

/** What this service logs beside what the handlers of all services do. */
export const log = eventLog({
  'export.requested': {
    level: 'info',
    description: 'Staff asked for an export of orders.',
    fields: { jobId: 'id', from: 'time', to: 'time', formats: 'codes' },
  },
  'import.requested': {
    level: 'info',
    description: 'Staff sent a catalog to import.',
    fields: { jobId: 'id', size: 'bytes' },
  },
  'reconciliation.requested': {
    level: 'info',
    description: 'Staff asked whether stock, reservations and orders add up.',
    fields: { jobId: 'id' },
  },
  'reconciliation.due': {
    level: 'info',
    description: 'The nightly check whether stock, reservations and orders add up was begun.',
    fields: { jobId: 'id' },
  },
  'reconciliation.does-not-add-up': {
    level: 'warn',
    description: 'Stock, reservations or orders contradict each other.',
    fields: { code: 'code', orderId: 'id' },
  },
  'job.started': {
    level: 'info',
    description: 'The execution of a job was started.',
    fields: { jobId: 'id' },
  },
  'job.begun': {
    level: 'info',
    description: 'A task began to work on a job, or goes on where another ended.',
    fields: { jobId: 'id', attempt: 'count', kind: 'code', continues: 'flag' },
  },
  'job.succeeded': {
    level: 'info',
    description: 'A job is done.',
    fields: { jobId: 'id', attempt: 'count' },
  },
  'job.canceling': {
    level: 'info',
    description: 'Somebody asked to cancel a job.',
    fields: { jobId: 'id', status: 'code' },
  },
  'job.canceled': {
    level: 'info',
    description: 'A job was canceled.',
    fields: { jobId: 'id', attempt: 'count' },
  },
  'job.interrupted': {
    level: 'info',
    description: 'A task was told to stop: another goes on with its job.',
    fields: { jobId: 'id', attempt: 'count' },
  },
  'job.nothing-to-do': {
    level: 'info',
    description: 'A task found its job ended, or found none.',
    fields: { jobId: 'id', status: 'code?' },
  },
  'job.superseded': {
    level: 'warn',
    description: 'A task ended because a later one works on its job.',
    fields: { jobId: 'id', attempt: 'count' },
  },
  'job.failed': {
    level: 'warn',
    description: 'A job failed for a reason that trying again does not mend.',
    fields: { jobId: 'id', attempt: 'count', code: 'code' },
  },
  'job.given-up': {
    level: 'warn',
    description: 'All tasks of a job died, or one took longer than any job does.',
    fields: { jobId: 'id', status: 'code' },
  },
  'job.heartbeat-missed': {
    level: 'warn',
    description: 'A task could not say that it is alive; the next time makes up for it.',
    fields: { reason: 'code' },
  },
  'job.task-failed': {
    level: 'error',
    description: 'A task ended with an error that nobody expected. Another is started.',
    fields: { jobId: 'id' },
  },
  'catalog.try-again': {
    level: 'warn',
    description: 'The catalog did not take a part of an import: it is sent again.',
    fields: { attempt: 'count', failure: 'code?' },
  },
});

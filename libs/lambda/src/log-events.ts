import { eventLog } from '#libs/logging';

/** The log events of the Lambda handlers, the same in all services. */
export const log = eventLog({
  'http.answered': {
    level: 'info',
    description: 'A request received a response.',
    fields: { method: 'code', route: 'code', status: 'count?', apiRequestId: 'id' },
  },
  'http.refused': {
    level: 'info',
    description: 'A request was rejected with an expected error, identified by its code.',
    fields: { code: 'code', fields: 'codes?' },
  },
  'http.unavailable': {
    level: 'warn',
    description:
      'A request failed because a store or service did not respond, failed or throttled the call, and was answered with status 503. The error rate of the API includes it.',
    fields: { method: 'code', route: 'code', apiRequestId: 'id', reason: 'code' },
  },
  'http.failed': {
    level: 'error',
    description: 'A request failed with an unexpected error and was answered with status 500.',
    fields: { method: 'code', route: 'code', apiRequestId: 'id' },
  },
  'event.published': {
    level: 'info',
    description: 'The service published an event to its topic.',
    fields: { type: 'code', subject: 'id', revision: 'count' },
  },
  'event.consumed': {
    level: 'info',
    description: 'The service consumed an event.',
    fields: { type: 'code', subject: 'id', revision: 'count' },
  },
  'event.failed': {
    level: 'error',
    description:
      'An event failed with an unexpected error. SQS delivers it again and finally moves it to the dead-letter queue.',
    fields: { messageId: 'id', attempt: 'code?' },
  },
  'event.deferred': {
    level: 'warn',
    description:
      'An event was deferred because of a transient error, such as an event that arrived out of order. SQS delivers it again.',
    fields: { messageId: 'id', attempt: 'code?', reason: 'code' },
  },
  'change.failed': {
    level: 'error',
    description:
      "A change from a table's stream failed. The stream delivers it again, and after the last attempt Lambda sends it to the on-failure destination.",
    fields: { eventId: 'id?' },
  },
  'change.rejected': {
    level: 'error',
    description:
      'An event was not published, because it violates its contract. Its change was sent to the on-failure destination.',
    fields: { eventId: 'id?', type: 'code' },
  },
  'command.done': {
    level: 'info',
    description: 'A step of a saga was completed.',
    fields: { command: 'code' },
  },
  'command.refused': {
    level: 'info',
    description:
      'A step of a saga was refused with an error that a retry does not fix. The saga compensates the earlier steps.',
    fields: { command: 'code', code: 'code' },
  },
  'command.not-awaited': {
    level: 'info',
    description: 'A command was completed after its saga had stopped waiting for the result.',
    fields: { command: 'code' },
  },
  'command.failed': {
    level: 'error',
    description: 'A step of a saga failed. The saga or the queue retries it.',
    fields: { command: 'code?', messageId: 'id?', attempt: 'code?' },
  },
  'command.deferred': {
    level: 'warn',
    description:
      'A step of a saga was deferred because of a transient error, such as a write conflict. The queue delivers it again.',
    fields: { messageId: 'id', attempt: 'code?', reason: 'code' },
  },
  'schedule.failed': {
    level: 'error',
    description: 'A scheduled run failed. Lambda retries it twice.',
    fields: {},
  },
});

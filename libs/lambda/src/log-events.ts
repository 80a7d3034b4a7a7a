import { eventLog } from '#libs/logging';

/** What the handlers of all services log, whatever they do. */
export const log = eventLog({
  'http.answered': {
    level: 'info',
    description: 'A request was answered.',
    fields: { method: 'code', route: 'code', status: 'count?' },
  },
  'http.refused': {
    level: 'info',
    description: 'A request was answered with an error that its caller can mend; the code says which.',
    fields: { code: 'code', fields: 'codes?' },
  },
  'http.failed': {
    level: 'error',
    description: 'A request was answered 500, for a reason that nobody expected.',
    fields: { method: 'code', route: 'code' },
  },
  'event.published': {
    level: 'info',
    description: 'The service told its topic what changed.',
    fields: { type: 'code', subject: 'id', revision: 'count' },
  },
  'event.consumed': {
    level: 'info',
    description: 'The service acted on the event of another.',
    fields: { type: 'code', subject: 'id', revision: 'count' },
  },
  'event.failed': {
    level: 'error',
    description:
      'An event could not be acted on. SQS delivers it again, and puts it into the dead-letter queue in the end.',
    fields: { messageId: 'id', attempt: 'code?' },
  },
  'event.postponed': {
    level: 'warn',
    description:
      'An event could not be acted on for a reason that passes by itself, such as another event that it overtook. SQS delivers it again.',
    fields: { messageId: 'id', attempt: 'code?', reason: 'code' },
  },
  'change.failed': {
    level: 'error',
    description:
      "A change of a table could not be acted on. The stream delivers it again, and past its last attempt into the function's queue of failures.",
    fields: { eventId: 'id?' },
  },
  'command.done': {
    level: 'info',
    description: 'A step of a saga is done.',
    fields: { command: 'code' },
  },
  'command.refused': {
    level: 'info',
    description:
      'A step of a saga is refused for a reason that trying again does not mend: the saga undoes what was done.',
    fields: { command: 'code', code: 'code' },
  },
  'command.not-awaited': {
    level: 'info',
    description: 'The result of a command came after its saga had stopped waiting for it.',
    fields: { command: 'code' },
  },
  'command.failed': {
    level: 'error',
    description: 'A step of a saga failed. The saga or the queue tries again.',
    fields: { command: 'code?', messageId: 'id?', attempt: 'code?' },
  },
  'command.postponed': {
    level: 'warn',
    description:
      'A step of a saga failed for a reason that passes by itself, such as two writers that met. The queue tries again.',
    fields: { messageId: 'id', attempt: 'code?', reason: 'code' },
  },
  'schedule.failed': {
    level: 'error',
    description: 'A scheduled run failed. Lambda tries it twice more.',
    fields: {},
  },
});

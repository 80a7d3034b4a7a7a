import { eventLog } from '#libs/logging';

/** The log events of this service, in addition to those of the shared handlers. */
export const log = eventLog({
  'customer.registered': {
    level: 'info',
    description: 'A customer signed up.',
    fields: { customerId: 'id' },
  },
  'customer.registered-late': {
    level: 'info',
    description: 'A customer without a profile was registered on their first request.',
    fields: { customerId: 'id' },
  },
  'trigger.completed': {
    level: 'info',
    description: 'A user pool trigger was processed.',
    fields: { trigger: 'code' },
  },
  'trigger.refused': {
    level: 'info',
    description: 'A user was refused with an expected error, identified by its code.',
    fields: { trigger: 'code', code: 'code' },
  },
  'trigger.failed': {
    level: 'error',
    description: 'A user pool trigger failed; the user received an error.',
    fields: { trigger: 'code' },
  },
});

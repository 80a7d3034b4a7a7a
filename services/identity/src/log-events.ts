import { eventLog } from '#libs/logging';

/** What this service logs beside what the handlers of all services do. */
export const log = eventLog({
  'customer.registered': {
    level: 'info',
    description: 'A customer signed up.',
    fields: { customerId: 'id' },
  },
  'customer.registered-late': {
    level: 'info',
    description: 'A customer was put on record at their first request, for the sign-up trigger had not.',
    fields: { customerId: 'id' },
  },
  'trigger.done': {
    level: 'info',
    description: 'Cognito asked us something, and was answered.',
    fields: { trigger: 'code' },
  },
  'trigger.failed': {
    level: 'error',
    description: 'What Cognito asked could not be answered: the sign-up or sign-in fails.',
    fields: { trigger: 'code' },
  },
});

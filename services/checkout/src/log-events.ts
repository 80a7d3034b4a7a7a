import { eventLog } from '#libs/logging';

/** What this service logs beside what the handlers of all services do. */
export const log = eventLog({
  'checkout.opened': {
    level: 'info',
    description: 'A buyer began a session.',
    fields: { sessionId: 'id' },
  },
  'checkout.submitted': {
    level: 'info',
    description: 'A buyer submitted a session: its order is on its way.',
    fields: { sessionId: 'id', orderId: 'id' },
  },
  'checkout.closed': {
    level: 'info',
    description: 'The order of a session stands.',
    fields: { sessionId: 'id', orderId: 'id' },
  },
  'checkout.reopened': {
    level: 'info',
    description: 'The order of a session failed, and its buyer may try again.',
    fields: { sessionId: 'id', orderId: 'id', reason: 'code' },
  },
  'checkout.canceled': {
    level: 'info',
    description: 'A buyer gave a session up.',
    fields: { sessionId: 'id' },
  },
  'checkout.expired': {
    level: 'info',
    description: 'A session ended because nobody came back to it.',
    fields: { sessionId: 'id' },
  },
  'checkout.told-again': {
    level: 'warn',
    description:
      'Nothing was heard of a submitted session for too long, so that it was told to orders once more.',
    fields: { sessionId: 'id', orderId: 'id?' },
  },
  'checkout.not-expired': {
    level: 'error',
    description: 'A session whose time has come could not be looked after.',
    fields: { sessionId: 'id' },
  },
  'discount.created': {
    level: 'info',
    description: 'Staff created a discount code.',
    fields: { code: 'code' },
  },
  'discount.replaced': {
    level: 'info',
    description: 'Staff changed a discount code.',
    fields: { code: 'code' },
  },
  'terms.set': {
    level: 'info',
    description: 'Staff set a tax rate or a shipping option.',
    fields: { id: 'code', revision: 'count' },
  },
});

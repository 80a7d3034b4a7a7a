import { eventLog } from '#libs/logging';

/** The log events of this service, in addition to those of the shared handlers. */
export const log = eventLog({
  'checkout.opened': {
    level: 'info',
    description: 'A customer or guest opened a checkout session.',
    fields: { sessionId: 'id' },
  },
  'checkout.claimed': {
    level: 'info',
    description:
      "A customer opened a guest's session with its token; it becomes theirs unless the request fails.",
    fields: { sessionId: 'id' },
  },
  'checkout.submitted': {
    level: 'info',
    description: 'A customer or guest submitted a checkout session; its order is in progress.',
    fields: { sessionId: 'id', orderId: 'id' },
  },
  'checkout.closed': {
    level: 'info',
    description: 'The order of a checkout session was confirmed.',
    fields: { sessionId: 'id', orderId: 'id' },
  },
  'checkout.reopened': {
    level: 'info',
    description: 'The order of a checkout session failed; the session accepts another attempt.',
    fields: { sessionId: 'id', orderId: 'id', reason: 'code' },
  },
  'checkout.canceled': {
    level: 'info',
    description: 'A customer or guest canceled a checkout session.',
    fields: { sessionId: 'id' },
  },
  'checkout.republished': {
    level: 'warn',
    description:
      'The order of a submitted session had not ended in time; the submission was published to orders again.',
    fields: { sessionId: 'id', orderId: 'id?' },
  },
  'checkout.republish-failed': {
    level: 'error',
    description: 'A submitted session that is due could not be published again.',
    fields: { sessionId: 'id' },
  },
  'discount.created': {
    level: 'info',
    description: 'Staff created a discount code.',
    fields: { code: 'code' },
  },
  'discount.replaced': {
    level: 'info',
    description: 'Staff replaced the terms of a discount code.',
    fields: { code: 'code' },
  },
  'discount.redemptions-returned': {
    level: 'info',
    description: 'The discount codes of a canceled order can be redeemed again.',
    fields: { orderId: 'id' },
  },
  'pricing-rule.saved': {
    level: 'info',
    description: 'Staff created or replaced a tax rate or a shipping option.',
    fields: { id: 'code', revision: 'count' },
  },
});

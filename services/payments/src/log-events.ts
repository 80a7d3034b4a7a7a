import { eventLog } from '#libs/logging';

/** What this service logs beside what the handlers of all services do. */
export const log = eventLog({
  'payment.authorized': {
    level: 'info',
    description: 'The provider set the money of an order aside.',
    fields: { orderId: 'id', paymentId: 'id' },
  },
  'payment.declined': {
    level: 'info',
    description:
      'The provider would not hold the money of an order: a card declined, or a total that it does not take.',
    fields: { orderId: 'id', code: 'code' },
  },
  'payment.captured': {
    level: 'info',
    description: 'The money of an order was taken.',
    fields: { orderId: 'id', paymentId: 'id' },
  },
  'payment.refunded': {
    level: 'info',
    description: 'The money of an order was given back.',
    fields: { orderId: 'id', paymentId: 'id' },
  },
  'payment.refund-failed': {
    level: 'warn',
    description: 'The money that the provider gave back came back to us: the buyer does not have it.',
    fields: { eventId: 'id', refundId: 'id', authorizationId: 'id' },
  },
  'payment.undone': {
    level: 'info',
    description: 'Whatever came of the payment of an order was undone.',
    fields: { orderId: 'id', status: 'code' },
  },
  'payment.provider-failed': {
    level: 'warn',
    description: 'The payment provider gave no answer, or one that nobody understands.',
    fields: { operation: 'code', reason: 'code' },
  },
  'webhook.received': {
    level: 'info',
    description: 'The provider told what became of a payment.',
    fields: { eventId: 'id', type: 'code', orderId: 'id' },
  },
  'webhook.ignored': {
    level: 'info',
    description: 'The provider told something that concerns nobody here.',
    fields: { type: 'code' },
  },
  'webhook.payment-unknown': {
    level: 'warn',
    description: 'The provider told of a payment that is not ours: another stage may share its account.',
    fields: { eventId: 'id', type: 'code', orderId: 'id' },
  },
});

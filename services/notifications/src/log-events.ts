import { eventLog } from '#libs/logging';

/** What this service logs beside what the handlers of all services do. */
export const log = eventLog({
  'email.sent': {
    level: 'info',
    description: 'An e-mail went out.',
    fields: { template: 'code', messageId: 'id' },
  },
  'email.rejected': {
    level: 'warn',
    description: 'SES refuses an e-mail for good.',
    fields: { template: 'code', emailId: 'id', reason: 'code' },
  },
  'email.too-late': {
    level: 'info',
    description: 'An event came too late to be written about.',
    fields: { type: 'code', occurredAt: 'time' },
  },
  'contact.aged': {
    level: 'info',
    description: 'An event of an order came after the copy of its contact had aged: nobody is told of it.',
    fields: { type: 'code', orderId: 'id' },
  },
  'webhook.attempted': {
    level: 'info',
    description: 'An event was sent to an endpoint of a customer.',
    fields: {
      endpointId: 'id',
      deliveryId: 'id',
      attempt: 'count',
      outcome: 'code',
      statusCode: 'count?',
      failure: 'code?',
    },
  },
  'endpoint.circuit-changed': {
    level: 'info',
    description: 'An endpoint stopped or began to answer: deliveries to it are held back or flow again.',
    fields: { endpointId: 'id', from: 'code', to: 'code' },
  },
  'endpoint.health-not-counted': {
    level: 'info',
    description:
      'An attempt did not count for the health of its endpoint: that was deleted, or too many attempts ended at once.',
    fields: { endpointId: 'id', reason: 'code' },
  },
  'delivery.released': {
    level: 'info',
    description: 'A delivery that was held back goes out.',
    fields: { deliveryId: 'id', outcome: 'code' },
  },
  'deliveries.enqueued': {
    level: 'info',
    description: 'Deliveries whose time has come were put into their queue.',
    fields: { howMany: 'count' },
  },
});

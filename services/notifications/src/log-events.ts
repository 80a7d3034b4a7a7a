import { eventLog } from '#libs/logging';

/** The log events of this service, in addition to those of the shared handlers. */
export const log = eventLog({
  'email.sent': {
    level: 'info',
    description: 'SES accepted an email.',
    fields: { template: 'code', messageId: 'id' },
  },
  'email.rejected': {
    level: 'warn',
    description: 'SES permanently rejected an email.',
    fields: { template: 'code', emailId: 'id', reason: 'code' },
  },
  'email.suppressed': {
    level: 'warn',
    description: 'A notice was not sent, because its address received too many in this hour.',
    fields: { template: 'code', emailId: 'id' },
  },
  'email.skipped': {
    level: 'info',
    description: 'An event was too old for an email.',
    fields: { type: 'code', occurredAt: 'time' },
  },
  'contact.expired': {
    level: 'info',
    description:
      'The contact of an order had expired when an event of the order arrived; no email or webhook was sent.',
    fields: { type: 'code', orderId: 'id' },
  },
  'webhook.attempted': {
    level: 'info',
    description: "The service attempted to deliver an event to a customer's endpoint.",
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
    description: "An endpoint's circuit breaker changed its state.",
    fields: { endpointId: 'id', from: 'code', to: 'code' },
  },
  'endpoint.health-update-skipped': {
    level: 'info',
    description:
      'An attempt did not update the health of its endpoint, because the endpoint was deleted or too many attempts ended at the same time.',
    fields: { endpointId: 'id', reason: 'code' },
  },
  'delivery.released': {
    level: 'info',
    description: 'A waiting delivery was released.',
    fields: { deliveryId: 'id', outcome: 'code' },
  },
  'deliveries.enqueued': {
    level: 'info',
    description: 'Due deliveries were added to the queue.',
    fields: { deliveries: 'count' },
  },
});

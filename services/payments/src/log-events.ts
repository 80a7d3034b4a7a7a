import { eventLog } from '#libs/logging';

/** The log events of this service, in addition to those of the shared handlers. */
export const log = eventLog({
  'payment.authorized': {
    level: 'info',
    description: 'The payment provider authorized the payment of an order.',
    fields: { orderId: 'id', paymentId: 'id' },
  },
  'payment.declined': {
    level: 'info',
    description: 'The payment provider declined a card, an amount or a currency.',
    fields: { orderId: 'id', code: 'code' },
  },
  'payment.captured': {
    level: 'info',
    description: 'The payment provider captured the payment of an order.',
    fields: { orderId: 'id', paymentId: 'id' },
  },
  'payment.refunded': {
    level: 'info',
    description: 'The payment provider refunded the payment of an order.',
    fields: { orderId: 'id', paymentId: 'id' },
  },
  'payment.refund-failed': {
    level: 'warn',
    description: "The customer's bank returned a refund; the customer does not have the money.",
    fields: { eventId: 'id', refundId: 'id', authorizationId: 'id' },
  },
  'payment.voided': {
    level: 'info',
    description: 'The placement saga voided, or refunded, the payment of an order.',
    fields: { orderId: 'id', status: 'code' },
  },
  'payment.provider-failed': {
    level: 'warn',
    description: 'A call to the payment provider failed or returned an unexpected response.',
    fields: { operation: 'code', reason: 'code' },
  },
  'payment.discrepancy': {
    level: 'error',
    description: "A charge on the provider's books contradicted the payment of its order, twice in a row.",
    fields: { orderId: 'id', authorizationId: 'id', discrepancy: 'code' },
  },
  'payments.reconciled': {
    level: 'info',
    description: "The charges on the provider's books were compared with their payments.",
    fields: { charges: 'count', discrepancies: 'count' },
  },
  'webhook.received': {
    level: 'info',
    description: 'A webhook of the payment provider was applied to a payment.',
    fields: { eventId: 'id', type: 'code', orderId: 'id' },
  },
  'webhook.ignored': {
    level: 'info',
    description: 'A webhook of an unused type was acknowledged.',
    fields: { type: 'code' },
  },
  'webhook.rejected': {
    level: 'warn',
    description:
      'A signed webhook contradicted its payment, such as a refund above the amount; nothing was recorded.',
    fields: { eventId: 'id', type: 'code', orderId: 'id', reason: 'code' },
  },
  'webhook.payment-not-found': {
    level: 'warn',
    description:
      'A webhook named a payment that does not exist here; another stage may share the provider account.',
    fields: { eventId: 'id', type: 'code', orderId: 'id' },
  },
});

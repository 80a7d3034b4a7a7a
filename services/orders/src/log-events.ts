import { eventLog } from '#libs/logging';

/** The log events of this service, in addition to those of the shared handlers. */
export const log = eventLog({
  'placement.started': {
    level: 'info',
    description: 'A submitted checkout started the placement saga.',
    fields: { orderId: 'id' },
  },
  'order.placed': {
    level: 'info',
    description: 'The placement saga placed an order after payment and stock.',
    fields: { orderId: 'id' },
  },
  'order.rejected': {
    level: 'info',
    description:
      'The placement saga rejected an order; `reason` is the failure code of the checkout session.',
    fields: { orderId: 'id', reason: 'code' },
  },
  'order.canceling': {
    level: 'info',
    description: 'A customer or staff requested the cancellation of an order.',
    fields: { orderId: 'id' },
  },
  'order.canceled': {
    level: 'info',
    description: 'The cancellation saga canceled an order after refund and restock.',
    fields: { orderId: 'id' },
  },
  'cancellation.started': {
    level: 'info',
    description: 'A cancellation request started the cancellation saga.',
    fields: { orderId: 'id' },
  },
  'cancellation.rejected': {
    level: 'info',
    description: 'The cancellation saga rejected a cancellation because part of the order was dispatched.',
    fields: { orderId: 'id', reason: 'code' },
  },
  'shipment.tracked': {
    level: 'info',
    description: 'A shipment of an order was dispatched or delivered.',
    fields: { orderId: 'id', shipmentId: 'id', status: 'code' },
  },
  'refund.order-not-found': {
    level: 'info',
    description: 'A payment was refunded whose order does not exist.',
    fields: { orderId: 'id' },
  },
});

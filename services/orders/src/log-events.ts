import { eventLog } from '#libs/logging';

/** What this service logs beside what the handlers of all services do. */
export const log = eventLog({
  'placement.started': {
    level: 'info',
    description: 'The saga of an order was started.',
    fields: { orderId: 'id' },
  },
  'order.pending': {
    level: 'info',
    description: 'An order is on record, before money is taken for it.',
    fields: { orderId: 'id' },
  },
  'order.placed': {
    level: 'info',
    description: 'An order stands: it is paid for, and its stock is taken.',
    fields: { orderId: 'id' },
  },
  'order.rejected': {
    level: 'info',
    description: 'An order did not come about; the reason is the code that its buyer is told.',
    fields: { orderId: 'id', reason: 'code' },
  },
  'order.canceling': {
    level: 'info',
    description: 'Somebody asked to cancel an order.',
    fields: { orderId: 'id' },
  },
  'order.canceled': {
    level: 'info',
    description: 'An order was canceled: money and stock went back.',
    fields: { orderId: 'id' },
  },
  'cancellation.started': {
    level: 'info',
    description: 'The saga of a cancellation was started.',
    fields: { orderId: 'id' },
  },
  'cancellation.refused': {
    level: 'info',
    description: 'An order could not be canceled any more.',
    fields: { orderId: 'id', reason: 'code' },
  },
  'shipment.followed': {
    level: 'info',
    description: 'A shipment of an order was sent, or arrived.',
    fields: { orderId: 'id', shipmentId: 'id', status: 'code' },
  },
  'refund.order-unknown': {
    level: 'info',
    description: 'Money of an order that is not on record was given back.',
    fields: { orderId: 'id' },
  },
});

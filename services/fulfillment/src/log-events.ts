import { eventLog } from '#libs/logging';

/** What this service logs beside what the handlers of all services do. */
export const log = eventLog({
  'fulfillment.opened': {
    level: 'info',
    description: 'An order waits to be packed.',
    fields: { orderId: 'id' },
  },
  'fulfillment.known': {
    level: 'info',
    description: 'An order that waits to be packed already was told again.',
    fields: { orderId: 'id' },
  },
  'fulfillment.canceled': {
    level: 'info',
    description: 'What was not sent yet of a canceled order stays here.',
    fields: { orderId: 'id' },
  },
  'fulfillment.forestalled': {
    level: 'info',
    description: 'An order was canceled before it could be packed.',
    fields: { orderId: 'id' },
  },
  'shipment.moved': {
    level: 'info',
    description: 'Staff moved a shipment on; where a part stayed behind, it is one of its own.',
    fields: { shipmentId: 'id', orderId: 'id', status: 'code', remainder: 'id?' },
  },
});

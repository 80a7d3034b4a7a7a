import { eventLog } from '#libs/logging';

/** The log events of this service, in addition to those of the shared handlers. */
export const log = eventLog({
  'fulfillment.opened': {
    level: 'info',
    description: 'A placed order got its first shipment.',
    fields: { orderId: 'id' },
  },
  'fulfillment.already-opened': {
    level: 'info',
    description: 'A repeated OrderPlaced event, or one of a canceled order, was ignored.',
    fields: { orderId: 'id' },
  },
  'fulfillment.canceled': {
    level: 'info',
    description: 'The shipments of a canceled order were canceled.',
    fields: { orderId: 'id' },
  },
  'fulfillment.blocked': {
    level: 'info',
    description: 'An order was canceled before its OrderPlaced event arrived; no shipment will be opened.',
    fields: { orderId: 'id' },
  },
  'fulfillment.held': {
    level: 'info',
    description: 'The payment of an order was refunded in full; its remaining shipments must not be sent.',
    fields: { orderId: 'id' },
  },
  'shipment.transitioned': {
    level: 'info',
    description:
      'Staff changed the status of a shipment; `followUpShipmentId` is the new shipment with the remaining units.',
    fields: { shipmentId: 'id', orderId: 'id', status: 'code', followUpShipmentId: 'id?' },
  },
});

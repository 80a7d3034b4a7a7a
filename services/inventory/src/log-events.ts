import { eventLog } from '#libs/logging';

/** What this service logs beside what the handlers of all services do. */
export const log = eventLog({
  'stock.adjusted': {
    level: 'info',
    description: 'Staff or a machine booked pieces in or out.',
    fields: { productId: 'id', quantity: 'count', reason: 'code' },
  },
  'stock.reserved': {
    level: 'info',
    description: 'The pieces of an order are set aside.',
    fields: { orderId: 'id' },
  },
  'stock.insufficient': {
    level: 'info',
    description: 'An order asks for more pieces than there are.',
    fields: { orderId: 'id', productIds: 'codes' },
  },
  'reservation.moved': {
    level: 'info',
    description: 'The pieces of an order were taken or given back.',
    fields: { orderId: 'id', status: 'code' },
  },
  'stock.does-not-add-up': {
    level: 'warn',
    description: 'The nightly check found a stock that differs from its movements.',
    fields: { productId: 'id', code: 'code', expected: 'count', actual: 'count' },
  },
});

import { eventLog } from '#libs/logging';

/** The log events of this service, in addition to those of the shared handlers. */
export const log = eventLog({
  'stock.adjusted': {
    level: 'info',
    description: 'Staff or a machine client adjusted the stock of a product.',
    fields: { productId: 'id', quantity: 'count', reason: 'code' },
  },
  'stock.reserved': {
    level: 'info',
    description: 'The stock of an order was reserved.',
    fields: { orderId: 'id' },
  },
  'stock.insufficient': {
    level: 'info',
    description: 'The stock was insufficient for an order.',
    fields: { orderId: 'id', productIds: 'codes' },
  },
  'stock.spread': {
    level: 'info',
    description: 'A product is hot: its units were split over several stock items.',
    fields: { productId: 'id', buckets: 'count' },
  },
  'stock.gathered': {
    level: 'info',
    description:
      'A product is no longer hot, or almost sold out: its units were moved back to one stock item.',
    fields: { productId: 'id' },
  },
  'reservation.transitioned': {
    level: 'info',
    description: 'The reserved stock of an order was committed, released or restocked.',
    fields: { orderId: 'id', status: 'code' },
  },
  'stock.holds-returned': {
    level: 'info',
    description: 'The nightly check returned units that a crashed attempt to reserve had taken.',
    fields: { stockId: 'id', units: 'count' },
  },
  'stock.mismatch-found': {
    level: 'warn',
    description: 'The nightly check found a stock that differs from its adjustments and reservations.',
    fields: { productId: 'id', code: 'code', expected: 'count', actual: 'count' },
  },
});

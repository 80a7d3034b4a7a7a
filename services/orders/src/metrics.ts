import { businessMetrics } from '#libs/logging';

/** The business metrics of this service. `npm run metrics-page` lists them in docs/metrics.md. */
export const metrics = businessMetrics({
  OrderPlaced: { kind: 'count', description: 'An order was confirmed.' },
  OrderValue: { kind: 'money', description: 'Total of the confirmed orders.' },
  OrderRejected: { kind: 'count', description: 'An order was rejected.' },
  CancellationRequested: {
    kind: 'count',
    description: 'A customer or staff requested the cancellation of an order.',
  },
  CancellationRejected: {
    kind: 'count',
    description: 'A cancellation was rejected because a shipment was dispatched.',
  },
  OrderCanceled: { kind: 'count', description: 'An order was canceled, refunded and restocked.' },
  CancellationDuration: {
    kind: 'milliseconds',
    description: 'Time from the cancellation request to refund and restock.',
  },
});

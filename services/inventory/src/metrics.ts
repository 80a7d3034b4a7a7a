import { businessMetrics } from '#libs/logging';

/** The business metrics of this service. `npm run metrics-page` lists them in docs/metrics.md. */
export const metrics = businessMetrics({
  StockReserved: { kind: 'count', description: 'The stock of an order was reserved.' },
  StockInsufficient: { kind: 'count', description: 'An order requested more than the available stock.' },
  StockMismatches: {
    kind: 'count',
    description: 'Products whose stock does not match their adjustments and reservations.',
  },
});

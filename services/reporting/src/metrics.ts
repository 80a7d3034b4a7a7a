import { businessMetrics } from '#libs/logging';

/** The business metrics of this service. `npm run metrics-page` lists them in docs/metrics.md. */
export const metrics = businessMetrics({
  ImportedRows: { kind: 'count', description: 'Rows that imports applied.' },
  ImportRowsRejected: { kind: 'count', description: 'Rows that imports rejected.' },
  ExportedOrders: { kind: 'count', description: 'Orders written to exports.' },
  JobSucceeded: { kind: 'count', description: 'An import, export or reconciliation succeeded.' },
  JobFailed: { kind: 'count', description: 'An import, export or reconciliation failed.' },
  ReconciliationMismatches: {
    kind: 'count',
    description: 'Mismatches between orders, reservations and stock that a reconciliation found.',
  },
});

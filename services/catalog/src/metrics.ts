import { businessMetrics } from '#libs/logging';

/** The business metrics of this service. `npm run metrics-page` lists them in docs/metrics.md. */
export const metrics = businessMetrics({
  ImageAccepted: { kind: 'count', description: 'An uploaded product image was processed.' },
  ImageRejected: {
    kind: 'count',
    description: 'An upload was rejected because it is not a supported image.',
  },
});

import { businessMetrics } from '#libs/logging';

/** The business metrics of this service. `npm run metrics-page` lists them in docs/metrics.md. */
export const metrics = businessMetrics({
  CustomerRegistered: { kind: 'count', description: 'A customer signed up and confirmed the email address.' },
});

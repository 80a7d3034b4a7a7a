import { businessMetrics } from '#libs/logging';

/** The business metrics of this service. `npm run metrics-page` lists them in docs/metrics.md. */
export const metrics = businessMetrics({
  CheckoutOpened: { kind: 'count', description: 'A customer created a checkout session.' },
  CheckoutPriceChanged: {
    kind: 'count',
    description: 'A checkout was returned to the customer because its price had changed.',
  },
  CheckoutSubmitted: { kind: 'count', description: 'A customer completed a checkout session.' },
  CheckoutCompleted: { kind: 'count', description: 'The order of a checkout was confirmed.' },
  CheckoutFailed: { kind: 'count', description: 'The order of a checkout was rejected.' },
  CheckoutDuration: {
    kind: 'milliseconds',
    description: 'Time from submission to confirmation or rejection.',
  },
});

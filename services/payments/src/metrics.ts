import { businessMetrics } from '#libs/logging';

/** The business metrics of this service. `npm run metrics-page` lists them in docs/metrics.md. */
export const metrics = businessMetrics({
  PaymentAuthorized: { kind: 'count', description: 'The payment provider authorized a payment.' },
  PaymentDeclined: { kind: 'count', description: 'The payment provider declined a card.' },
  PaymentCaptured: { kind: 'count', description: 'The payment provider captured a payment.' },
  PaymentCapturedValue: { kind: 'money', description: 'Amount captured.' },
  PaymentRefunded: { kind: 'count', description: 'The payment of a canceled order was refunded.' },
  PaymentRefundedValue: { kind: 'money', description: 'Amount refunded.' },
  ChargesReconciled: {
    kind: 'count',
    description: "Charges on the provider's books that were compared with their payments.",
  },
  ProviderDuration: {
    kind: 'milliseconds',
    description: 'Duration of a request to the payment provider, failed requests included.',
  },
  ProviderFailed: { kind: 'count', description: 'The payment provider did not respond.' },
});

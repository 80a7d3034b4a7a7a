import { businessMetrics } from '#libs/logging';

/** The business metrics of this service. `npm run metrics-page` lists them in docs/metrics.md. */
export const metrics = businessMetrics({
  EmailSent: { kind: 'count', description: 'SES accepted an email.' },
  EmailRejected: { kind: 'count', description: 'SES rejected an email permanently.' },
  EmailTooLate: { kind: 'count', description: 'An event was too old to send an email about.' },
  EmailSuppressed: {
    kind: 'count',
    description: 'A notice was not sent, because its address received too many in this hour.',
  },
  EmailDeferred: {
    kind: 'count',
    description:
      'A confirmation was put back into the queue, because its address received too many in this hour.',
  },
  WebhookDelivered: { kind: 'count', description: 'An endpoint accepted a webhook.' },
  WebhookFailed: { kind: 'count', description: 'A webhook was abandoned after its last attempt.' },
  WebhookDuration: { kind: 'milliseconds', description: 'Response time of an endpoint.' },
  EndpointDisabled: { kind: 'count', description: 'An endpoint was disabled.' },
});

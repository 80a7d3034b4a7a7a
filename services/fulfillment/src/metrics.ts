import { businessMetrics } from '#libs/logging';

/** The business metrics of this service. `npm run metrics-page` lists them in docs/metrics.md. */
export const metrics = businessMetrics({
  ShipmentPicked: { kind: 'count', description: 'The warehouse picked a shipment.' },
  ShipmentDispatched: { kind: 'count', description: 'A carrier took over a shipment.' },
  ShipmentDelivered: { kind: 'count', description: 'A shipment was delivered.' },
  ShipmentCanceled: { kind: 'count', description: 'The warehouse canceled a shipment.' },
  DispatchDuration: { kind: 'milliseconds', description: 'Time from creation to dispatch of a shipment.' },
});

import { domainEvent, type Change, type DomainEvent } from '#libs/lambda';
import EndpointStopped from './endpoint-stopped.schema.ts';
import type { WebhookEndpoint } from './webhook-endpoint.ts';

/** The owner of an endpoint hears when its circuit opens, and when it is given up; that it is back, its system hears. */
export function endpointStops({ before, after }: Change): DomainEvent[] {
  const earlier = before as unknown as WebhookEndpoint | undefined;
  const endpoint = after as unknown as WebhookEndpoint | undefined;
  // How many endpoints a customer has stands in the same table, and has no health.
  if (!endpoint?.health || !earlier?.health) return [];
  const { customerId, endpointId, url, health } = endpoint;
  const { circuit, revision } = health;
  if (circuit === 'closed' || circuit === earlier.health.circuit) return [];
  return [
    domainEvent(EndpointStopped, {
      subject: endpointId,
      revision,
      data: { endpointId, customerId, url, circuit },
    }),
  ];
}

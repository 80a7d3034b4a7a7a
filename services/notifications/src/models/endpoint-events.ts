import { domainEvent, type Change, type DomainEvent } from '#libs/lambda';
import EndpointUnavailable from './endpoint-unavailable.schema.ts';
import type { WebhookEndpoint } from './webhook-endpoint.ts';

/** An event when the circuit of an endpoint opens and when the endpoint is disabled. */
export function toEndpointEvents({ before, after }: Change): DomainEvent[] {
  const previous = before as unknown as WebhookEndpoint | undefined;
  const endpoint = after as unknown as WebhookEndpoint | undefined;
  // The endpoint counter of a customer is in the same table and has no health.
  if (!endpoint?.health || !previous?.health) return [];
  const { customerId, endpointId, url, health } = endpoint;
  const { circuit, revision } = health;
  if (circuit === 'closed' || circuit === previous.health.circuit) return [];
  return [
    domainEvent(EndpointUnavailable, {
      subject: endpointId,
      revision,
      data: { endpointId, customerId, url, circuit },
    }),
  ];
}

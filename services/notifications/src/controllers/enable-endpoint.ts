import type { DeliveryQueue } from '../gateways/delivery-queue.ts';
import type {
  VersionedEndpoint,
  WebhookEndpointRepository,
} from '../gateways/webhook-endpoint-repository.ts';
import { HEALTHY, withClosedCircuit, type EndpointHealth } from '../models/endpoint-health.ts';
import type { EndpointKey } from '../models/webhook-endpoint.ts';
import { changeEndpointHealth } from '../helpers/change-endpoint-health.ts';

interface Dependencies {
  readonly endpoints: Pick<WebhookEndpointRepository, 'find' | 'replaceHealth'>;
  readonly queue: Pick<DeliveryQueue, 'resume'>;
}

/** Closes the circuit of an endpoint that its owner has fixed, and releases its waiting deliveries. */
export async function enableEndpoint(
  key: EndpointKey,
  { endpoints, queue }: Dependencies,
): Promise<VersionedEndpoint> {
  const change = (health: EndpointHealth) =>
    health.circuit === HEALTHY.circuit ? health : withClosedCircuit(health);
  const { endpoint } = await changeEndpointHealth(key, change, { endpoints });
  // Also if the circuit was closed: the message of an earlier call may have been lost.
  await queue.resume(key);
  return endpoint;
}

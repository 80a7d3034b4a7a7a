import type { DeliveryQueue } from '../gateways/delivery-queue.ts';
import type { KeptEndpoint, WebhookEndpoints } from '../gateways/webhook-endpoints.ts';
import { HEALTHY, healthyAgain, type EndpointHealth } from '../models/endpoint-health.ts';
import type { EndpointKey } from '../models/webhook-endpoint.ts';
import { changeEndpointHealth } from './change-endpoint-health.ts';

interface Dependencies {
  readonly endpoints: Pick<WebhookEndpoints, 'find' | 'replaceHealth'>;
  readonly queue: Pick<DeliveryQueue, 'resume'>;
}

/** Closes the circuit of an endpoint that its owner mended; what waits for it goes out. */
export async function enableEndpoint(
  key: EndpointKey,
  { endpoints, queue }: Dependencies,
): Promise<KeptEndpoint> {
  const change = (health: EndpointHealth) =>
    health.circuit === HEALTHY.circuit ? health : healthyAgain(health);
  const { endpoint } = await changeEndpointHealth(key, change, { endpoints });
  // Also where it was closed before: the message of an earlier call may have got lost.
  await queue.resume(key);
  return endpoint;
}

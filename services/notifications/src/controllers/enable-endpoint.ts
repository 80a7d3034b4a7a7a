import type { RateLimit } from '#libs/gateways';
import type { DeliveryQueue } from '../gateways/delivery-queue.ts';
import type {
  VersionedEndpoint,
  WebhookEndpointRepository,
} from '../gateways/webhook-endpoint-repository.ts';
import { HEALTHY, withClosedCircuit, type EndpointHealth } from '../models/endpoint-health.ts';
import type { EndpointKey } from '../models/webhook-endpoint.ts';
import { changeEndpointHealth } from '../helpers/change-endpoint-health.ts';
import { getEndpoint } from './get-endpoint.ts';

interface Dependencies {
  readonly endpoints: Pick<WebhookEndpointRepository, 'find' | 'replaceHealth'>;
  readonly queue: Pick<DeliveryQueue, 'resume'>;
  readonly limit: RateLimit;
}

/**
 * Closes the circuit of an endpoint that its owner has fixed, and releases its waiting deliveries.
 *
 * @throws AppError throttled `endpoint.too-many-requests`
 */
export async function enableEndpoint(
  key: EndpointKey,
  { endpoints, queue, limit }: Dependencies,
): Promise<VersionedEndpoint> {
  await getEndpoint(key, { endpoints });
  await limit.use(key.customerId);
  const change = (health: EndpointHealth) =>
    health.circuit === HEALTHY.circuit ? health : withClosedCircuit(health);
  const { endpoint } = await changeEndpointHealth(key, change, { endpoints });
  // Also if the circuit was closed: the message of an earlier call may have been lost.
  await queue.resume(key);
  return endpoint;
}

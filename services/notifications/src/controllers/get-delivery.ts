import type { DeliveryRepository, VersionedDelivery } from '../gateways/delivery-repository.ts';
import type { WebhookEndpointRepository } from '../gateways/webhook-endpoint-repository.ts';
import { deliveryNotFound } from '../models/delivery.ts';
import type { EndpointKey } from '../models/webhook-endpoint.ts';
import { getEndpoint } from './get-endpoint.ts';

interface Dependencies {
  readonly endpoints: Pick<WebhookEndpointRepository, 'find'>;
  readonly deliveries: Pick<DeliveryRepository, 'find'>;
}

/** @throws AppError not-found, also for another customer's endpoint */
export async function getDelivery(
  key: EndpointKey & { readonly deliveryId: string },
  { endpoints, deliveries }: Dependencies,
): Promise<VersionedDelivery> {
  const { endpointId } = await getEndpoint(key, { endpoints });
  const delivery = await deliveries.find({ endpointId, deliveryId: key.deliveryId });
  if (!delivery) throw deliveryNotFound();
  return delivery;
}

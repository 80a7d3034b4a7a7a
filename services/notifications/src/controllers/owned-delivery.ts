import type { DeliveryLog, KeptDelivery } from '../gateways/delivery-log.ts';
import type { WebhookEndpoints } from '../gateways/webhook-endpoints.ts';
import { deliveryNotFound } from '../models/delivery.ts';
import type { EndpointKey } from '../models/webhook-endpoint.ts';
import { ownedEndpoint } from './owned-endpoint.ts';

interface Dependencies {
  readonly endpoints: Pick<WebhookEndpoints, 'find'>;
  readonly deliveries: Pick<DeliveryLog, 'find'>;
}

/** A delivery of a customer's own endpoint. @throws AppError not-found, also for somebody else's */
export async function ownedDelivery(
  key: EndpointKey & { readonly deliveryId: string },
  { endpoints, deliveries }: Dependencies,
): Promise<KeptDelivery> {
  const { endpointId } = await ownedEndpoint(key, { endpoints });
  const delivery = await deliveries.find({ endpointId, deliveryId: key.deliveryId });
  if (!delivery) throw deliveryNotFound();
  return delivery;
}

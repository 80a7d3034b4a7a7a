import type { Page, PageQuery } from '#libs/models';
import type { DeliveryLog, KeptDelivery } from '../gateways/delivery-log.ts';
import type { WebhookEndpoints } from '../gateways/webhook-endpoints.ts';
import { idsBetween, type DeliveryStatus } from '../models/delivery.ts';
import type { EndpointKey } from '../models/webhook-endpoint.ts';
import type { DeliveryType } from '../models/webhook-event-type.ts';
import { ownedEndpoint } from './owned-endpoint.ts';

interface Dependencies {
  readonly endpoints: Pick<WebhookEndpoints, 'find'>;
  readonly deliveries: Pick<DeliveryLog, 'search'>;
}

interface Search extends PageQuery {
  readonly status?: DeliveryStatus;
  readonly type?: DeliveryType;
  readonly from?: string;
  readonly to?: string;
}

/** Deliveries of an endpoint, newest event first. */
export async function searchDeliveries(
  key: EndpointKey,
  { from, to, ...search }: Search,
  { endpoints, deliveries }: Dependencies,
): Promise<Page<KeptDelivery>> {
  const { endpointId } = await ownedEndpoint(key, { endpoints });
  return deliveries.search(endpointId, { ...search, ...idsBetween(from, to) });
}

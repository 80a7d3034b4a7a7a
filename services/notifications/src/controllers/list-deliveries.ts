import { requirePeriod, type Page, type PageQuery } from '#libs/models';
import type { DeliveryRepository, VersionedDelivery } from '../gateways/delivery-repository.ts';
import type { WebhookEndpointRepository } from '../gateways/webhook-endpoint-repository.ts';
import { idRange, type DeliveryStatus } from '../models/delivery.ts';
import type { EndpointKey } from '../models/webhook-endpoint.ts';
import type { DeliveryType } from '../models/webhook-event-type.ts';
import { getEndpoint } from './get-endpoint.ts';

interface Dependencies {
  readonly endpoints: Pick<WebhookEndpointRepository, 'find'>;
  readonly deliveries: Pick<DeliveryRepository, 'search'>;
}

interface Search extends PageQuery {
  readonly status?: DeliveryStatus;
  readonly type?: DeliveryType;
  readonly from?: string;
  readonly to?: string;
}

/** Lists the deliveries of an endpoint, newest event first. @throws AppError invalid `period.empty` */
export async function listDeliveries(
  key: EndpointKey,
  { from, to, ...search }: Search,
  { endpoints, deliveries }: Dependencies,
): Promise<Page<VersionedDelivery>> {
  requirePeriod(
    { field: '/queryStringParameters/from', at: from },
    { field: '/queryStringParameters/to', at: to },
  );
  const { endpointId } = await getEndpoint(key, { endpoints });
  return deliveries.search(endpointId, { ...search, ...idRange(from, to) });
}

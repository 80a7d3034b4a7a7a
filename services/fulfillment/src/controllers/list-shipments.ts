import type { Page, PageQuery } from '#libs/models';
import type { FulfillmentRepository } from '../gateways/fulfillment-repository.ts';
import type { ShipmentStatus } from '../models/shipment.ts';
import { toShipmentView, type ShipmentView } from '../models/shipment-view.ts';

interface Dependencies {
  readonly fulfillments: Pick<FulfillmentRepository, 'listShipments'>;
}

type Query = PageQuery & { readonly status?: ShipmentStatus; readonly orderId?: string };

/** Lists the shipments of an order or with a status, oldest first; without either, the pending ones. */
export async function listShipments(
  { status, orderId, ...page }: Query,
  { fulfillments }: Dependencies,
): Promise<Page<ShipmentView>> {
  const where =
    orderId === undefined
      ? { index: 'byStatus', partition: { status: status ?? 'pending' } }
      : { index: 'byOrder', partition: { orderId } };
  const { items, ...rest } = await fulfillments.listShipments({ ...where, ...page });
  // An order has few shipments, so filtering a page of them is cheap.
  const matching = items.filter((shipment) => status === undefined || shipment.status === status);
  return { items: matching.map(toShipmentView), ...rest };
}

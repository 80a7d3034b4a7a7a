import type { Page, PageQuery } from '#libs/models';
import type { FulfillmentStore } from '../gateways/fulfillment-store.ts';
import type { ShipmentStatus } from '../models/shipment.ts';
import { viewOf, type ShipmentView } from '../models/shipment-view.ts';

interface Dependencies {
  readonly store: Pick<FulfillmentStore, 'list'>;
}

type Query = PageQuery & { readonly status?: ShipmentStatus; readonly orderId?: string };

/** Those of an order, or those in a status, oldest first; without either what is still to be picked. */
export async function listShipments(
  { status, orderId, ...page }: Query,
  { store }: Dependencies,
): Promise<Page<ShipmentView>> {
  const where =
    orderId === undefined
      ? { index: 'byStatus', partition: { status: status ?? 'pending' } }
      : { index: 'byOrder', partition: { orderId } };
  const { items, ...rest } = await store.list({ ...where, ...page });
  // An order has few shipments: filtering a page of them costs nothing.
  const wanted = items.filter((shipment) => status === undefined || shipment.status === status);
  return { items: wanted.map(viewOf), ...rest };
}

import type { Versioned } from '#libs/gateways';
import { pageCursors, type Page, type PageQuery } from '#libs/models';
import type { FulfillmentRepository } from '../gateways/fulfillment-repository.ts';
import type { Shipment, ShipmentStatus } from '../models/shipment.ts';
import { toShipmentView, type ShipmentView } from '../models/shipment-view.ts';

interface Dependencies {
  readonly fulfillments: Pick<FulfillmentRepository, 'get' | 'listShipments'>;
}

type Query = PageQuery & { readonly status?: ShipmentStatus; readonly orderId?: string };

/** Lists the shipments of an order or with a status, oldest first; without either, the pending ones. */
export async function listShipments(
  { status, orderId, ...page }: Query,
  { fulfillments }: Dependencies,
): Promise<Page<ShipmentView>> {
  const { items, ...rest } =
    orderId === undefined
      ? await fulfillments.listShipments({
          index: 'byStatus',
          partition: { status: status ?? 'pending' },
          ...page,
        })
      : await listOfOrder(orderId, page, fulfillments);
  const matching = items.filter((shipment) => status === undefined || shipment.status === status);
  return { items: matching.map(toShipmentView), ...rest };
}

/** An order has few shipments, and its own item names them. An index would cost a write for each change of a shipment. */
async function listOfOrder(
  orderId: string,
  { limit, cursor }: PageQuery,
  fulfillments: Pick<FulfillmentRepository, 'get'>,
): Promise<Page<Versioned<Shipment>>> {
  const cursors = pageCursors('shipments', orderId);
  const after = cursor === undefined ? '' : String(cursors.open(cursor)['shipmentId']);
  const { shipments = [] } = (await fulfillments.get(orderId)) ?? {};
  const left = shipments
    .filter(({ shipmentId }) => shipmentId > after)
    .toSorted((a, b) => (a.shipmentId < b.shipmentId ? -1 : 1));
  const items = left.slice(0, limit);
  const last = items.at(-1);
  return {
    items,
    ...(last && left.length > limit && { nextCursor: cursors.seal({ shipmentId: last.shipmentId }) }),
  };
}

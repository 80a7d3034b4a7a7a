import { ProductQuantity } from '#libs/contracts';
import { idSchema, IsoDateTime } from '#libs/models';
import { Type, type Static } from 'typebox';
import type { Order } from './order.ts';

/** A part of an order that a carrier has or had. */
export const Shipment = Type.Object({
  shipmentId: idSchema('shp'),
  carrier: Type.String(),
  trackingNumber: Type.String(),
  lineItems: Type.Array(ProductQuantity),
  dispatchedAt: IsoDateTime,
  deliveredAt: Type.Optional(IsoDateTime),
});
export type Shipment = Static<typeof Shipment>;

/**
 * The order after news of a shipment. Each piece of news tells all that was known by then, so the order is the same
 * whichever comes first and however often.
 */
export function withShipment<O extends Order>(order: O, news: Shipment): O {
  const known = order.shipments.find(({ shipmentId }) => shipmentId === news.shipmentId);
  if (known && (known.deliveredAt !== undefined || news.deliveredAt === undefined)) return order;
  const others = order.shipments.filter((each) => each !== known);
  const followed = { ...order, shipments: [...others, news].toSorted(byDispatch) };
  // One that is being canceled stays so until the saga has heard that it cannot be.
  const isUnderWay = order.status === 'placed' || order.status === 'shipped';
  return isUnderWay ? { ...followed, status: progressOf(followed) } : followed;
}

/** How far the pieces of an order have come: it is shipped when the last one left. */
export function progressOf({
  lineItems,
  shipments,
}: Pick<Order, 'lineItems' | 'shipments'>): 'placed' | 'shipped' | 'delivered' {
  const sent = piecesOf(shipments.flatMap((shipment) => shipment.lineItems));
  const isWhole = [...piecesOf(lineItems)].every(
    ([productId, quantity]) => (sent.get(productId) ?? 0) >= quantity,
  );
  if (!isWhole) return 'placed';
  return shipments.every(({ deliveredAt }) => deliveredAt !== undefined) ? 'delivered' : 'shipped';
}

function piecesOf(lines: readonly ProductQuantity[]): Map<string, number> {
  const pieces = new Map<string, number>();
  for (const { productId, quantity } of lines) pieces.set(productId, (pieces.get(productId) ?? 0) + quantity);
  return pieces;
}

const byDispatch = (a: Shipment, b: Shipment): number =>
  a.dispatchedAt.localeCompare(b.dispatchedAt) || a.shipmentId.localeCompare(b.shipmentId);

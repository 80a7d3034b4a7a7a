import { ProductQuantity } from '#libs/contracts';
import { idSchema, Instant } from '#libs/models';
import { Type, type Static } from 'typebox';

/** A dispatched part of an order. */
export const Shipment = Type.Object(
  {
    shipmentId: idSchema('shp'),
    carrier: Type.String(),
    trackingNumber: Type.String(),
    lineItems: Type.Array(ProductQuantity),
    dispatchedAt: Instant,
    deliveredAt: Type.Optional(Instant),
  },
  { title: 'OrderShipment' },
);
export type Shipment = Static<typeof Shipment>;

/** The part of an order that shipments determine. */
interface ShippableOrder {
  readonly status: string;
  readonly lineItems: readonly ProductQuantity[];
  readonly shipments: readonly Shipment[];
}

/**
 * Adds or updates a shipment of an order. Each event carries the full state of the shipment, so the result does not
 * depend on the order or the number of events.
 */
export function withShipment<O extends ShippableOrder>(order: O, shipment: Shipment): O {
  const known = order.shipments.find(({ shipmentId }) => shipmentId === shipment.shipmentId);
  if (known && (known.deliveredAt !== undefined || shipment.deliveredAt === undefined)) return order;
  const others = order.shipments.filter((each) => each !== known);
  const updated = { ...order, shipments: [...others, shipment].toSorted(byDispatchTime) };
  // A canceling order keeps its status until the saga rejects the cancellation.
  const isInProgress = order.status === 'placed' || order.status === 'shipped';
  return isInProgress ? { ...updated, status: shippingStatus(updated) } : updated;
}

/** An order is shipped when all units are dispatched, and delivered when all its shipments are. */
export function shippingStatus({
  lineItems,
  shipments,
}: Pick<ShippableOrder, 'lineItems' | 'shipments'>): 'placed' | 'shipped' | 'delivered' {
  const dispatched = unitsByProduct(shipments.flatMap((shipment) => shipment.lineItems));
  const isComplete = [...unitsByProduct(lineItems)].every(
    ([productId, quantity]) => (dispatched.get(productId) ?? 0) >= quantity,
  );
  if (!isComplete) return 'placed';
  return shipments.every(({ deliveredAt }) => deliveredAt !== undefined) ? 'delivered' : 'shipped';
}

function unitsByProduct(lines: readonly ProductQuantity[]): Map<string, number> {
  const units = new Map<string, number>();
  for (const { productId, quantity } of lines) units.set(productId, (units.get(productId) ?? 0) + quantity);
  return units;
}

const byDispatchTime = (a: Shipment, b: Shipment): number =>
  a.dispatchedAt.localeCompare(b.dispatchedAt) || a.shipmentId.localeCompare(b.shipmentId);

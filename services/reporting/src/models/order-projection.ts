import { createHash } from 'node:crypto';
import type {
  EventOf,
  OrderCanceled,
  OrderPlaced,
  PaymentRefunded,
  ShipmentDelivered,
  ShipmentDispatched,
} from '#libs/contracts';

type Placed = Omit<EventOf<typeof OrderPlaced>['data'], 'orderId' | 'email' | 'shippingAddress'> & {
  readonly country: string;
};

interface Shipment {
  readonly units: number;
  readonly dispatchedAt: string;
  readonly deliveredAt?: string;
}

/**
 * An order as the events of three services describe it, without name, email and address. Each property only grows, so
 * that duplicate and unordered events do not matter.
 */
export interface OrderProjection {
  readonly orderId: string;
  /** Keys of the index `byDay`, which contains only placed orders. */
  readonly dayShard?: string;
  readonly placedOrder?: string;
  readonly placed?: Placed;
  readonly canceledAt?: string;
  /** Minor units. */
  readonly refundedTotal: number;
  readonly shipments: Readonly<Record<string, Shipment>>;
}

export type PlacedOrderProjection = OrderProjection &
  Required<Pick<OrderProjection, 'dayShard' | 'placed' | 'placedOrder'>>;

// One partition takes 1,000 writes a second, so a day takes 8,000 orders a second. A projection keeps its shard, so
// shards may be added but not removed. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html
export const SHARDS = 8;

const toShard = (orderId: string): number => createHash('sha256').update(orderId).digest()[0]! % SHARDS;

/** The index partition for a shard of the orders placed on a day, `2030-01-01`. */
export const dayShard = (day: string, shard: number): string => `${day}#${shard}`;

/** Sorts by time, then by order id. */
export const placedOrder = (placedAt: string, orderId: string): string => `${placedAt}#${orderId}`;

export const newOrderProjection = (orderId: string): OrderProjection => ({
  orderId,
  refundedTotal: 0,
  shipments: {},
});

export function withPlacement(
  order: OrderProjection,
  { data }: Pick<EventOf<typeof OrderPlaced>, 'data'>,
): OrderProjection {
  if (order.placed) return order;
  const { orderId, email: _email, shippingAddress, ...placed } = data;
  const placedAt = new Date(placed.placedAt).toISOString();
  return {
    ...order,
    dayShard: dayShard(placedAt.slice(0, 10), toShard(orderId)),
    placedOrder: placedOrder(placedAt, orderId),
    placed: { ...placed, placedAt, country: shippingAddress.country },
  };
}

export const withCancellation = (
  order: OrderProjection,
  { data: { canceledAt } }: Pick<EventOf<typeof OrderCanceled>, 'data'>,
): OrderProjection => (order.canceledAt === undefined ? { ...order, canceledAt } : order);

export const withRefund = (
  order: OrderProjection,
  { data: { refundedTotal } }: Pick<EventOf<typeof PaymentRefunded>, 'data'>,
): OrderProjection =>
  refundedTotal.amount > order.refundedTotal ? { ...order, refundedTotal: refundedTotal.amount } : order;

/** A delivery contains the data of its dispatch, so a later dispatch event changes nothing. */
export function withShipment(
  order: OrderProjection,
  { data }: Pick<EventOf<typeof ShipmentDelivered> | EventOf<typeof ShipmentDispatched>, 'data'>,
): OrderProjection {
  const deliveredAt = 'deliveredAt' in data ? data.deliveredAt : undefined;
  const known = order.shipments[data.shipmentId];
  if (known && (known.deliveredAt !== undefined || deliveredAt === undefined)) return order;
  const shipment: Shipment = {
    units: data.lineItems.reduce((sum, { quantity }) => sum + quantity, 0),
    dispatchedAt: data.dispatchedAt,
    ...(deliveredAt !== undefined && { deliveredAt }),
  };
  return { ...order, shipments: { ...order.shipments, [data.shipmentId]: shipment } };
}

export type OrderStatus = 'placed' | 'shipped' | 'delivered' | 'canceled';

/** An order is shipped or delivered when all its units are. */
export function toOrderStatus({ placed, canceledAt, shipments }: PlacedOrderProjection): OrderStatus {
  if (canceledAt !== undefined) return 'canceled';
  const ordered = countUnits(placed);
  const all = Object.values(shipments);
  const units = (some: readonly Shipment[]) => some.reduce((sum, shipment) => sum + shipment.units, 0);
  if (units(all.filter(({ deliveredAt }) => deliveredAt !== undefined)) >= ordered) return 'delivered';
  return units(all) >= ordered ? 'shipped' : 'placed';
}

export const countUnits = ({ lineItems }: Pick<Placed, 'lineItems'>): number =>
  lineItems.reduce((sum, { quantity }) => sum + quantity, 0);

export const isPlaced = (order: OrderProjection): order is PlacedOrderProjection =>
  order.placed !== undefined;

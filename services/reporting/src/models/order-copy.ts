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
  readonly pieces: number;
  readonly dispatchedAt: string;
  readonly deliveredAt?: string;
}

/**
 * What reporting knows of an order, put together from the events of three services. No name, e-mail or address: reports
 * are about orders. Each fact stands by itself and only ever grows, so events may come twice and in any order.
 */
export interface OrderCopy {
  readonly orderId: string;
  /** The index by day, which holds what was placed. */
  readonly dayShard?: string;
  readonly placedOrder?: string;
  readonly placed?: Placed;
  readonly canceledAt?: string;
  /** Minor units. */
  readonly refundedTotal: number;
  readonly shipments: Readonly<Record<string, Shipment>>;
}

export type PlacedOrderCopy = OrderCopy & Required<Pick<OrderCopy, 'dayShard' | 'placed' | 'placedOrder'>>;

// One partition takes 1,000 writes a second, so a day takes 8,000 orders a second. A copy keeps the shard it was given:
// more shards may be added, never taken away. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html
export const SHARDS = 8;

const shardOf = (orderId: string): number => createHash('sha256').update(orderId).digest()[0]! % SHARDS;

/** The partition of the index that holds a part of the orders placed on a day, `2030-01-01`. */
export const dayShard = (day: string, shard: number): string => `${day}#${shard}`;

/** Sorts by time; two orders of one instant by their ids. */
export const placedOrder = (placedAt: string, orderId: string): string => `${placedAt}#${orderId}`;

/** Of which nothing is known yet. */
export const newCopy = (orderId: string): OrderCopy => ({ orderId, refundedTotal: 0, shipments: {} });

/** An order that stands, and stays so also when it is heard of again. */
export function withPlacement(
  copy: OrderCopy,
  { data }: Pick<EventOf<typeof OrderPlaced>, 'data'>,
): OrderCopy {
  if (copy.placed) return copy;
  const { orderId, email: _email, shippingAddress, ...placed } = data;
  const placedAt = new Date(placed.placedAt).toISOString();
  return {
    ...copy,
    dayShard: dayShard(placedAt.slice(0, 10), shardOf(orderId)),
    placedOrder: placedOrder(placedAt, orderId),
    placed: { ...placed, placedAt, country: shippingAddress.country },
  };
}

export const withCancellation = (
  copy: OrderCopy,
  { data: { canceledAt } }: Pick<EventOf<typeof OrderCanceled>, 'data'>,
): OrderCopy => (copy.canceledAt === undefined ? { ...copy, canceledAt } : copy);

export const withRefund = (
  copy: OrderCopy,
  { data: { refundedTotal } }: Pick<EventOf<typeof PaymentRefunded>, 'data'>,
): OrderCopy =>
  refundedTotal.amount > copy.refundedTotal ? { ...copy, refundedTotal: refundedTotal.amount } : copy;

/** A delivery tells all that its dispatch told, and is not undone by it. */
export function withShipment(
  copy: OrderCopy,
  { data }: Pick<EventOf<typeof ShipmentDelivered> | EventOf<typeof ShipmentDispatched>, 'data'>,
): OrderCopy {
  const deliveredAt = 'deliveredAt' in data ? data.deliveredAt : undefined;
  const known = copy.shipments[data.shipmentId];
  if (known && (known.deliveredAt !== undefined || deliveredAt === undefined)) return copy;
  const shipment: Shipment = {
    pieces: data.lineItems.reduce((sum, { quantity }) => sum + quantity, 0),
    dispatchedAt: data.dispatchedAt,
    ...(deliveredAt !== undefined && { deliveredAt }),
  };
  return { ...copy, shipments: { ...copy.shipments, [data.shipmentId]: shipment } };
}

export type CopyStatus = 'placed' | 'shipped' | 'delivered' | 'canceled';

/** An order is shipped once all its pieces were, and delivered likewise. */
export function statusOf({ placed, canceledAt, shipments }: PlacedOrderCopy): CopyStatus {
  if (canceledAt !== undefined) return 'canceled';
  const ordered = piecesOf(placed);
  const sent = Object.values(shipments);
  const pieces = (some: readonly Shipment[]) => some.reduce((sum, shipment) => sum + shipment.pieces, 0);
  if (pieces(sent.filter(({ deliveredAt }) => deliveredAt !== undefined)) >= ordered) return 'delivered';
  return pieces(sent) >= ordered ? 'shipped' : 'placed';
}

export const piecesOf = ({ lineItems }: Pick<Placed, 'lineItems'>): number =>
  lineItems.reduce((sum, { quantity }) => sum + quantity, 0);

export const isPlaced = (copy: OrderCopy): copy is PlacedOrderCopy => copy.placed !== undefined;

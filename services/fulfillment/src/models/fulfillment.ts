import type { EventOf, OrderPlaced, ProductQuantity } from '#libs/contracts';
import { AppError } from '#libs/errors';
import { merged, split, type Pieces } from './pieces.ts';
import { isDispatched, canTransition, transition, pendingShipment, type Shipment } from './shipment.ts';

/** What guards the shipments of an order as a set. */
export interface OrderRecord {
  readonly orderId: string;
  readonly status: 'open' | 'canceled';
  readonly shipmentIds: readonly string[];
  /** Seconds since 1970, when the table drops it. */
  readonly expiresAt?: number;
}

/** An order on its way to its buyer: whatever happens to a shipment is a move of the whole. */
export interface Fulfillment<S extends Shipment = Shipment> {
  readonly order: OrderRecord;
  readonly shipments: readonly S[];
}

// What cancels an order writes its record and all of its shipments in one transaction, which takes a hundred writes.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
export const MAX_SHIPMENTS = 50;

/** Everything that was bought, in one shipment still to be picked. */
export function opened({ data }: Pick<EventOf<typeof OrderPlaced>, 'data'>, now: Date): Fulfillment {
  const shipment = pendingShipment(data, merged(data.lineItems), now);
  return {
    order: { orderId: data.orderId, status: 'open', shipmentIds: [shipment.shipmentId] },
    shipments: [shipment],
  };
}

// An OrderPlaced that comes after this long has left every queue: they keep a message two weeks at most.
const FORESTALLED_DAYS = 30;

/** Stands where an order was canceled first: an OrderPlaced that comes late opens nothing. */
export const forestalled = (orderId: string, now: Date): Fulfillment => ({
  order: {
    orderId,
    status: 'canceled',
    shipmentIds: [],
    expiresAt: Math.floor(now.getTime() / 1000) + FORESTALLED_DAYS * 24 * 60 * 60,
  },
  shipments: [],
});

/** Who of the warehouse takes what; the pieces that stay behind become a shipment of their own. */
export function picked(
  fulfillment: Fulfillment,
  shipmentId: string,
  wanted: readonly ProductQuantity[] | undefined,
  now: Date,
): Fulfillment {
  return movedInPart(fulfillment, shipmentId, wanted, now, (shipment) =>
    transition(shipment, 'picked', { pickedAt: now.toISOString() }),
  );
}

export interface Dispatch {
  readonly carrier: string;
  readonly trackingNumber: string;
  readonly lineItems?: readonly ProductQuantity[];
}

/** A carrier took it; the pieces that stay behind become a shipment of their own. */
export function dispatched(
  fulfillment: Fulfillment,
  shipmentId: string,
  { carrier, trackingNumber, lineItems }: Dispatch,
  now: Date,
): Fulfillment {
  return movedInPart(fulfillment, shipmentId, lineItems, now, (shipment) =>
    transition(shipment, 'dispatched', { carrier, trackingNumber, dispatchedAt: now.toISOString() }),
  );
}

export const delivered = (fulfillment: Fulfillment, shipmentId: string, now: Date): Fulfillment =>
  withMove(fulfillment, shipmentId, (shipment) =>
    transition(shipment, 'delivered', { deliveredAt: now.toISOString() }),
  );

/** Given up by the warehouse: the order still stands, so another shipment takes its pieces over. */
export function replaced(
  fulfillment: Fulfillment,
  shipmentId: string,
  reason: string,
  now: Date,
): Fulfillment {
  const after = withMove(fulfillment, shipmentId, (shipment) => canceled(shipment, reason, now));
  return withLeft(
    after,
    shipmentIn(fulfillment, shipmentId),
    shipmentIn(fulfillment, shipmentId).lineItems,
    now,
  );
}

/**
 * Nothing of the order is to be sent any more. Where that was said before, everything stays as it is.
 *
 * @throws AppError conflict `shipment.dispatched` when a carrier has some of it
 */
export function canceledAltogether(fulfillment: Fulfillment, reason: string, now: Date): Fulfillment {
  const { order, shipments } = fulfillment;
  if (order.status === 'canceled') return fulfillment;
  if (shipments.some(isDispatched))
    throw new AppError('conflict', 'shipment.dispatched', { detail: 'Some of the order is on its way.' });
  return {
    order: { ...order, status: 'canceled' },
    shipments: shipments.map((each) =>
      canTransition(each, 'canceled') ? canceled(each, reason, now) : each,
    ),
  };
}

/** @throws AppError not-found `shipment.not-found` */
export function shipmentIn<S extends Shipment>({ shipments }: Fulfillment<S>, shipmentId: string): S {
  const shipment = shipments.find((each) => each.shipmentId === shipmentId);
  if (!shipment)
    throw new AppError('not-found', 'shipment.not-found', { detail: 'There is no such shipment.' });
  return shipment;
}

const canceled = (shipment: Shipment, cancelReason: string, now: Date): Shipment =>
  transition(shipment, 'canceled', { cancelReason, canceledAt: now.toISOString() });

type Move = (shipment: Shipment) => Shipment;

const withMove = (fulfillment: Fulfillment, shipmentId: string, move: Move): Fulfillment => {
  const after = move(shipmentIn(fulfillment, shipmentId));
  const shipments = fulfillment.shipments.map((each) => (each.shipmentId === shipmentId ? after : each));
  return { ...fulfillment, shipments };
};

function movedInPart(
  fulfillment: Fulfillment,
  shipmentId: string,
  wanted: readonly ProductQuantity[] | undefined,
  now: Date,
  move: Move,
): Fulfillment {
  // A move that is illegal is told before pieces that are missing.
  const shipment = move(shipmentIn(fulfillment, shipmentId));
  const { taken, left } = split(shipment.lineItems, wanted);
  const after = withMove(fulfillment, shipmentId, () => ({ ...shipment, lineItems: taken }));
  return withLeft(after, shipment, left, now);
}

/** @throws AppError conflict `shipment.too-many` when the order is in too many shipments already */
function withLeft(
  { order, shipments }: Fulfillment,
  like: Shipment,
  left: readonly Pieces[],
  now: Date,
): Fulfillment {
  if (left.length === 0) return { order, shipments };
  if (shipments.length >= MAX_SHIPMENTS)
    throw new AppError('conflict', 'shipment.too-many', {
      detail: `An order is sent in ${MAX_SHIPMENTS} shipments at most, canceled ones included.`,
    });
  const shipment = pendingShipment(like, left, now);
  return {
    order: { ...order, shipmentIds: [...order.shipmentIds, shipment.shipmentId] },
    shipments: [...shipments, shipment],
  };
}

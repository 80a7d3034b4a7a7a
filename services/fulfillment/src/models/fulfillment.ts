import type { EventOf, OrderPlaced, ProductQuantity } from '#libs/contracts';
import { AppError } from '#libs/errors';
import { derivedId } from '#libs/models';
import { requireNoHold, type Hold } from './hold.ts';
import { mergeLineItems, splitLineItems, type ShipmentLineItem } from './line-items.ts';
import { isDispatched, canTransition, transition, pendingShipment, type Shipment } from './shipment.ts';

/**
 * The item that guards the shipments of an order: every transition of a shipment writes it too. It does not exist before
 * the first one, because the first shipment alone says that an order is open.
 */
export interface FulfillmentOrder {
  readonly orderId: string;
  /** `expected`: the payment was refunded before OrderPlaced arrived. */
  readonly status: 'expected' | 'open' | 'canceled';
  readonly shipmentIds: readonly string[];
  /** For all shipments that were not dispatched. */
  readonly hold?: Hold;
  /** Time to live, in seconds since 1970. */
  readonly expiresAt?: number;
}

/** The fulfillment of an order: all its shipments, which change together. */
export interface Fulfillment<S extends Shipment = Shipment> {
  readonly order: FulfillmentOrder;
  readonly shipments: readonly S[];
}

// Canceling an order writes its item and all its shipments in one transaction, which is limited to 100 items.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
export const MAX_SHIPMENTS = 50;

/**
 * A new fulfillment: one pending shipment with all line items of the order. The id of the shipment is derived from the id of
 * the order, so that an order has one first shipment at most.
 */
export function openFulfillment({ data }: Pick<EventOf<typeof OrderPlaced>, 'data'>, now: Date): Fulfillment {
  const { orderId } = data;
  const shipmentId = derivedId('shp', orderId);
  const shipment = { ...pendingShipment(data, mergeLineItems(data.lineItems), now), shipmentId };
  return { order: { orderId, status: 'open', shipmentIds: [shipmentId] }, shipments: [shipment] };
}

// Longer than SQS keeps an OrderPlaced event in a queue and its dead-letter queue (14 days each).
const RETENTION_DAYS = 30;

const retention = (now: Date): number => Math.floor(now.getTime() / 1000) + RETENTION_DAYS * 24 * 60 * 60;

/** The fulfillment of an order that was canceled before its OrderPlaced event arrived; it prevents a late opening. */
export const newCanceledFulfillment = (orderId: string, now: Date): Fulfillment => ({
  order: {
    orderId,
    status: 'canceled',
    shipmentIds: [],
    expiresAt: retention(now),
  },
  shipments: [],
});

/** The fulfillment of an order whose payment was refunded in full before its OrderPlaced event arrived. */
export const newExpectedFulfillment = (orderId: string, hold: Hold, now: Date): Fulfillment => ({
  order: { orderId, status: 'expected', shipmentIds: [], hold, expiresAt: retention(now) },
  shipments: [],
});

/** Opens a fulfillment that a refund created: its shipment is on hold. */
export function openExpected(
  { order: { hold } }: Fulfillment,
  event: Pick<EventOf<typeof OrderPlaced>, 'data'>,
  now: Date,
): Fulfillment {
  const opened = openFulfillment(event, now);
  return hold ? holdAll(opened, hold) : opened;
}

/**
 * Holds all shipments that were not dispatched: staff can no longer pick or dispatch them. A canceled fulfillment, and one
 * that is on hold, are returned unchanged.
 */
export function holdAll(fulfillment: Fulfillment, hold: Hold): Fulfillment {
  const { order, shipments } = fulfillment;
  if (order.status === 'canceled' || order.hold) return fulfillment;
  return {
    order: { ...order, hold },
    shipments: shipments.map((each) => (canTransition(each, 'canceled') ? { ...each, hold } : each)),
  };
}

/**
 * Picks all or some units of a shipment; the remaining units become a new pending shipment.
 *
 * @throws AppError conflict `shipment.payment-refunded` when the shipment is on hold
 */
export function pick(
  fulfillment: Fulfillment,
  shipmentId: string,
  lineItems: readonly ProductQuantity[] | undefined,
  now: Date,
): Fulfillment {
  return transitionPart(fulfillment, shipmentId, lineItems, now, (shipment) =>
    requireNoHold(transition(shipment, 'picked', { pickedAt: now.toISOString() })),
  );
}

export interface Dispatch {
  readonly carrier: string;
  readonly trackingNumber: string;
  readonly lineItems?: readonly ProductQuantity[];
}

/**
 * Hands all or some units of a shipment to a carrier; the remaining units become a new pending shipment.
 *
 * @throws AppError conflict `shipment.payment-refunded` when the shipment is on hold
 */
export function dispatch(
  fulfillment: Fulfillment,
  shipmentId: string,
  { carrier, trackingNumber, lineItems }: Dispatch,
  now: Date,
): Fulfillment {
  return transitionPart(fulfillment, shipmentId, lineItems, now, (shipment) =>
    requireNoHold(
      transition(shipment, 'dispatched', { carrier, trackingNumber, dispatchedAt: now.toISOString() }),
    ),
  );
}

export const deliver = (fulfillment: Fulfillment, shipmentId: string, now: Date): Fulfillment =>
  withTransition(fulfillment, shipmentId, (shipment) =>
    transition(shipment, 'delivered', { deliveredAt: now.toISOString() }),
  );

/** Cancels a shipment and opens a new one with the same line items. */
export function replaceShipment(
  fulfillment: Fulfillment,
  shipmentId: string,
  reason: string,
  now: Date,
): Fulfillment {
  const replaced = requireShipment(fulfillment, shipmentId);
  const after = withTransition(fulfillment, shipmentId, (shipment) => cancel(shipment, reason, now));
  return withFollowUp(after, replaced, replaced.lineItems, now);
}

/**
 * Cancels the order and all its shipments. A fulfillment that is already canceled is returned unchanged.
 *
 * @throws AppError conflict `shipment.dispatched` when a shipment was dispatched
 */
export function cancelAll(fulfillment: Fulfillment, reason: string, now: Date): Fulfillment {
  const { order, shipments } = fulfillment;
  if (order.status === 'canceled') return fulfillment;
  if (shipments.some(isDispatched))
    throw new AppError('conflict', 'shipment.dispatched', {
      detail: 'Part of the order was dispatched. It can no longer be canceled.',
    });
  return {
    order: { ...order, status: 'canceled' },
    shipments: shipments.map((each) => (canTransition(each, 'canceled') ? cancel(each, reason, now) : each)),
  };
}

/** @throws AppError not-found `shipment.not-found` */
export const requireShipment = <S extends Shipment>({ shipments }: Fulfillment<S>, shipmentId: string): S =>
  shipments.find((each) => each.shipmentId === shipmentId) ?? throwShipmentNotFound();

export function throwShipmentNotFound(): never {
  throw new AppError('not-found', 'shipment.not-found', {
    detail: 'The shipment does not exist. Check its id.',
  });
}

const cancel = (shipment: Shipment, cancelReason: string, now: Date): Shipment =>
  transition(shipment, 'canceled', { cancelReason, canceledAt: now.toISOString() });

type ShipmentChange = (shipment: Shipment) => Shipment;

const withTransition = (
  fulfillment: Fulfillment,
  shipmentId: string,
  change: ShipmentChange,
): Fulfillment => {
  const after = change(requireShipment(fulfillment, shipmentId));
  const shipments = fulfillment.shipments.map((each) => (each.shipmentId === shipmentId ? after : each));
  return { ...fulfillment, shipments };
};

function transitionPart(
  fulfillment: Fulfillment,
  shipmentId: string,
  lineItems: readonly ProductQuantity[] | undefined,
  now: Date,
  change: ShipmentChange,
): Fulfillment {
  // An illegal transition is reported before an exceeded quantity.
  const shipment = change(requireShipment(fulfillment, shipmentId));
  const { taken, remaining } = splitLineItems(shipment.lineItems, lineItems);
  const after = withTransition(fulfillment, shipmentId, () => ({ ...shipment, lineItems: taken }));
  return withFollowUp(after, shipment, remaining, now);
}

/** @throws AppError conflict `shipment.limit-exceeded` when the order already has {@link MAX_SHIPMENTS} shipments */
function withFollowUp(
  { order, shipments }: Fulfillment,
  original: Shipment,
  lineItems: readonly ShipmentLineItem[],
  now: Date,
): Fulfillment {
  if (lineItems.length === 0) return { order, shipments };
  if (shipments.length >= MAX_SHIPMENTS)
    throw new AppError('conflict', 'shipment.limit-exceeded', {
      detail: `An order can have at most ${MAX_SHIPMENTS} shipments, including canceled ones. Use an existing shipment.`,
    });
  const shipment = pendingShipment(original, lineItems, now);
  return {
    order: { ...order, shipmentIds: [...order.shipmentIds, shipment.shipmentId] },
    shipments: [...shipments, shipment],
  };
}

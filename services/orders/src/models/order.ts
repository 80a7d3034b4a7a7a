import { AppError } from '#libs/errors';
import { transitions } from '#libs/models';
import type { OrderDetails } from './order-details.ts';
import type { Failure } from './placement-failure.ts';
import { shippingStatus, type Shipment } from './shipments.ts';

export type OrderStatus = 'rejected' | 'placed' | 'canceling' | 'canceled' | 'shipped' | 'delivered';

export interface Order extends OrderDetails {
  readonly status: OrderStatus;
  /** When the order was placed. It is the sort key of `byCustomer`, so rejected orders are not in the index. */
  readonly placedAt?: string;
  readonly shipments: readonly Shipment[];
  /** In minor units. */
  readonly refundedTotal: number;
  readonly cancellation?: {
    /** The same for all retries of the request. */
    readonly requestId: string;
    readonly reason: string;
    readonly requestedAt: string;
    readonly canceledAt?: string;
    readonly rejectedAt?: string;
    /** Why the order could not be canceled: `shipment.dispatched`. */
    readonly rejectionCode?: string;
  };
  readonly failure?: Failure;
  /** Time to live, in seconds since 1970. */
  readonly expiresAt?: number;
}

export type ConfirmedOrder = Order & { readonly placedAt: string };

/** The state machine of an order; the README draws it. */
export const { canTransition, transition } = transitions<Order>('order', {
  rejected: [],
  placed: ['canceling', 'shipped', 'delivered'],
  canceling: ['canceled', 'placed', 'shipped', 'delivered'],
  canceled: [],
  shipped: ['delivered'],
  delivered: [],
});

/** The order that a saga places, after payment and stock. */
export const placedOrder = (details: OrderDetails, now: Date): ConfirmedOrder => ({
  ...newOrder(details),
  status: 'placed',
  placedAt: now.toISOString(),
});

// Long enough for support to answer why an order failed.
const REJECTED_RETENTION_DAYS = 90;

/** The order that a saga rejects. */
export const rejectedOrder = (details: OrderDetails, failure: Failure, now: Date): Order => ({
  ...newOrder(details),
  status: 'rejected',
  failure,
  expiresAt: Math.floor(now.getTime() / 1000) + REJECTED_RETENTION_DAYS * 24 * 60 * 60,
});

const newOrder = (details: OrderDetails) => ({ ...details, shipments: [], refundedTotal: 0 });

/** Whether an order was placed; it stays confirmed when it is canceled later. */
export const isConfirmed = <O extends Order>(order: O): order is O & ConfirmedOrder =>
  order.placedAt !== undefined;

type CancellationRequest = Pick<NonNullable<Order['cancellation']>, 'requestId' | 'reason' | 'requestedAt'>;

/** Whether the order has recorded this cancellation request. */
export const hasCancellationRequest = ({ cancellation }: Order, requestId: string): boolean =>
  cancellation?.requestId === requestId;

/** @throws AppError conflict `order.not-cancelable` unless the order is placed and nothing was dispatched */
export function requestCancellation<O extends Order>(order: O, request: CancellationRequest): O {
  const isDispatched = order.shipments.length > 0 || order.cancellation?.rejectedAt !== undefined;
  if (isDispatched || !canTransition(order, 'canceling'))
    throw new AppError('conflict', 'order.not-cancelable', {
      detail: isDispatched
        ? 'Part of the order was dispatched. It can no longer be canceled.'
        : `The order is ${order.status}. Only a placed order can be canceled.`,
    });
  return transition(order, 'canceling', { cancellation: request });
}

/** Rejects the cancellation: the order continues with the status of its shipments. */
export function withRejectedCancellation<O extends Order>(order: O, rejectionCode: string, now: Date): O {
  if (order.cancellation?.rejectedAt !== undefined) return order;
  const cancellation = { ...order.cancellation!, rejectedAt: now.toISOString(), rejectionCode };
  return transition(order, shippingStatus(order), { cancellation });
}

/** An order with a total of zero has no payment. */
export const isPaymentRequired = ({ totals }: Pick<OrderDetails, 'totals'>): boolean => totals.total > 0;

/** Records the total refunded so far; a total that is not higher changes nothing. */
export const withRefundedTotal = <O extends Order>(order: O, refundedTotal: number): O =>
  refundedTotal > order.refundedTotal ? { ...order, refundedTotal } : order;

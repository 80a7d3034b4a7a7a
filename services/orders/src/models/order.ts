import { AppError } from '#libs/errors';
import { transitions } from '#libs/models';
import type { OrderDraft } from './order-draft.ts';
import { progressOf, type Shipment } from './shipments.ts';

export type OrderStatus =
  'pending' | 'rejected' | 'placed' | 'canceling' | 'canceled' | 'shipped' | 'delivered';

/** Why an order did not come about; `code` is for programs, `detail` for people. */
export interface Failure {
  readonly code: string;
  readonly detail?: string;
}

export interface Order extends OrderDraft {
  readonly status: OrderStatus;
  /** When it came to stand. The index of a customer's orders is sorted by it, so what does not stand is not in there. */
  readonly placedAt?: string;
  readonly shipments: readonly Shipment[];
  /** Minor units that went back to the buyer so far. */
  readonly refundedTotal: number;
  readonly cancellation?: {
    /** The same for all tries of the request that asked for it. */
    readonly requestId: string;
    readonly reason: string;
    readonly requestedAt: string;
    readonly canceledAt?: string;
    /** When it turned out that the order cannot be held back any more, and why: `shipment.dispatched`. */
    readonly refusedAt?: string;
    readonly refusalCode?: string;
  };
  readonly failure?: Failure;
  /** Seconds since 1970, when the table drops it. */
  readonly expiresAt?: number;
}

export type ConfirmedOrder = Order & { readonly placedAt: string };

/** The state machine of an order; the README draws it. */
export const { canTransition, transition } = transitions<Order>('order', {
  pending: ['placed', 'rejected'],
  rejected: [],
  placed: ['canceling', 'shipped', 'delivered'],
  canceling: ['canceled', 'placed', 'shipped', 'delivered'],
  canceled: [],
  shipped: ['delivered'],
  delivered: [],
});

/** An order under way: on record before money is taken, and nobody's business yet. */
export const pendingOrder = (draft: OrderDraft): Order => ({
  ...draft,
  status: 'pending',
  shipments: [],
  refundedTotal: 0,
});

// Long enough for a buyer's question why it failed.
const REJECTED_KEPT_DAYS = 90;

/** What stays of an order that did not come about. */
export const rejection = (failure: Failure, now: Date) => ({
  failure,
  expiresAt: Math.floor(now.getTime() / 1000) + REJECTED_KEPT_DAYS * 24 * 60 * 60,
});

/** An order stands once it is paid for and its stock is taken, also when it is canceled later. */
export const isConfirmed = <O extends Order>(order: O): order is O & ConfirmedOrder =>
  order.placedAt !== undefined;

type CancellationRequest = Pick<NonNullable<Order['cancellation']>, 'requestId' | 'reason' | 'requestedAt'>;

/** Whether this very request was taken before, whatever came of it since. */
export const isCanceledBy = ({ cancellation }: Order, requestId: string): boolean =>
  cancellation?.requestId === requestId;

/** @throws AppError conflict `order.not-cancelable` unless it is placed and nothing was sent */
export function cancellationOf<O extends Order>(order: O, request: CancellationRequest): O {
  const isSent = order.shipments.length > 0 || order.cancellation?.refusedAt !== undefined;
  if (isSent || !canTransition(order, 'canceling'))
    throw new AppError('conflict', 'order.not-cancelable', {
      detail: isSent
        ? 'Some of the order is on its way.'
        : `The order is ${order.status}; only one that is placed can be canceled.`,
    });
  return transition(order, 'canceling', { cancellation: request });
}

/** It could not be held back any more: the order goes on from where its shipments are. */
export function withoutCancellation<O extends Order>(order: O, refusalCode: string, now: Date): O {
  if (order.cancellation?.refusedAt !== undefined) return order;
  const cancellation = { ...order.cancellation!, refusedAt: now.toISOString(), refusalCode };
  return transition(order, progressOf(order), { cancellation });
}

/** The order after `refundedTotal` went back in all; a total that is known already changes nothing. */
export const refundedTo = <O extends Order>(order: O, refundedTotal: number): O =>
  refundedTotal > order.refundedTotal ? { ...order, refundedTotal } : order;

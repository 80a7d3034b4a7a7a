import { newId, transitions, type Money } from '#libs/models';

export type PaymentStatus = 'authorizing' | 'authorized' | 'captured' | 'refunded' | 'voided' | 'declined';

/** The money of one order, from the first attempt to hold it. */
export interface Payment {
  readonly orderId: string;
  readonly paymentId: string;
  readonly status: PaymentStatus;
  /** Absent where the order was given up before anything was to be held. */
  readonly amount?: Money;
  readonly customerId?: string;
  /** When the provider was last asked to hold the money: its answer may be lost, or still to come. */
  readonly attemptedAt?: string;
  /** The provider's name for what it holds. */
  readonly authorizationId?: string;
  /** Why the provider would not hold it: `payment.declined`, `payment.amount-too-small`. */
  readonly declineCode?: string;
  /** Minor units that went back so far. */
  readonly refundedTotal: number;
  readonly createdAt: string;
  /** The correlation id of its purchase: what the provider tells of it later belongs to that. Absent on old ones. */
  readonly correlationId?: string;
}

/** The state machine of a payment; the README draws it. */
export const { canTransition, rejectTransition, transition } = transitions<Payment>('payment', {
  authorizing: ['authorized', 'declined', 'voided'],
  authorized: ['captured', 'voided'],
  captured: ['refunded'],
  refunded: [],
  voided: [],
  declined: [],
});

interface Authorizable {
  readonly orderId: string;
  readonly amount: Money;
  readonly customerId?: string;
}

/** Written before the provider is asked, so that whatever becomes of the question can be found and undone. */
export const intentTo = ({ orderId, amount, customerId }: Authorizable, now: Date): Payment => ({
  orderId,
  paymentId: newId('pay', now.getTime()),
  status: 'authorizing',
  amount,
  ...(customerId !== undefined && { customerId }),
  attemptedAt: now.toISOString(),
  refundedTotal: 0,
  createdAt: now.toISOString(),
});

/** Stands where an order was given up first: an authorization that comes late finds the door closed. */
export const tombstone = (orderId: string, now: Date): Payment => ({
  orderId,
  paymentId: newId('pay', now.getTime()),
  status: 'voided',
  refundedTotal: 0,
  createdAt: now.toISOString(),
});

/** A captured payment after the provider has given back `refundedTotal` in all. A total that is known already changes nothing. */
export function refundedTo<P extends Payment>(payment: P, refundedTotal: number): P {
  if (refundedTotal <= payment.refundedTotal) return payment;
  const isWhole = refundedTotal >= (payment.amount?.amount ?? 0);
  return isWhole ? transition(payment, 'refunded', { refundedTotal }) : { ...payment, refundedTotal };
}

import { newId, transitions, type Money } from '#libs/models';

export type PaymentStatus = 'authorizing' | 'authorized' | 'captured' | 'refunded' | 'voided' | 'declined';

/** The payment of one order, from the first attempt to authorize it. */
export interface Payment {
  readonly orderId: string;
  readonly paymentId: string;
  readonly status: PaymentStatus;
  /** Absent when the payment was voided before the first attempt. */
  readonly amount?: Money;
  readonly customerId?: string;
  /** When the provider was last called to authorize the payment; its response may be lost or outstanding. */
  readonly attemptedAt?: string;
  /** The id of the authorization at the provider. */
  readonly authorizationId?: string;
  /** Why the provider declined the payment: `payment.declined`, `payment.amount-too-small`. */
  readonly declineCode?: string;
  /** In minor units. */
  readonly refundedTotal: number;
  readonly createdAt: string;
  /** The correlation id of the checkout, for later webhooks. Absent when the payment was voided before the first attempt. */
  readonly originCorrelationId?: string;
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

interface AuthorizationInput {
  readonly orderId: string;
  readonly amount: Money;
  readonly customerId?: string;
}

/** A new payment. It is written before the provider is called, so that a void can find a lost authorization. */
export const newPayment = ({ orderId, amount, customerId }: AuthorizationInput, now: Date): Payment => ({
  orderId,
  paymentId: newId('pay', now.getTime()),
  status: 'authorizing',
  amount,
  ...(customerId !== undefined && { customerId }),
  attemptedAt: now.toISOString(),
  refundedTotal: 0,
  createdAt: now.toISOString(),
});

/** The payment of an order that was voided before the first attempt; a late authorization is refused. */
export const newVoidedPayment = (orderId: string, now: Date): Payment => ({
  orderId,
  paymentId: newId('pay', now.getTime()),
  status: 'voided',
  refundedTotal: 0,
  createdAt: now.toISOString(),
});

/**
 * Records the total refunded so far; a total that is not higher changes nothing.
 *
 * @throws RangeError when the total exceeds the amount
 */
export function withRefundedTotal<P extends Payment>(payment: P, refundedTotal: number): P {
  const amount = payment.amount?.amount ?? 0;
  if (refundedTotal > amount) throw new RangeError('The refunds exceed the amount of the payment.');
  if (refundedTotal <= payment.refundedTotal) return payment;
  const isFull = refundedTotal === amount;
  return isFull ? transition(payment, 'refunded', { refundedTotal }) : { ...payment, refundedTotal };
}

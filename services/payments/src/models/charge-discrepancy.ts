import { isHeld, type Charge } from './charge.ts';
import type { Payment } from './payment.ts';

/** How a charge of the provider and the payment of its order contradict each other. */
export type Discrepancy =
  /** The provider captured more than it authorized. */
  | 'captured-above-authorized'
  /** The provider refunded more than it captured. */
  | 'refunded-above-captured'
  /** The provider charged an order that has no payment. */
  | 'payment-not-found'
  /** The order has another charge, which its payment records. */
  | 'charged-twice'
  /** The payment was voided, declined or never authorized, and the charge was not released. */
  | 'not-released'
  | 'amount-differs'
  | 'status-differs'
  | 'refund-differs';

/** Compares a charge with the payment of its order. @returns all discrepancies; empty when the books agree */
export function chargeDiscrepancies(charge: Charge, payment: Payment | undefined): Discrepancy[] {
  const { authorizedTotal, capturedTotal, refundedTotal } = charge;
  return [
    ...only('captured-above-authorized', capturedTotal > authorizedTotal),
    ...only('refunded-above-captured', refundedTotal > capturedTotal),
    ...(isRecorded(charge, payment) ? recordDiscrepancies(charge, payment!) : unrecorded(charge, payment)),
  ];
}

const isPaid = (payment: Payment | undefined): boolean =>
  payment !== undefined && ['authorized', 'captured', 'refunded'].includes(payment.status);

const isRecorded = ({ authorizationId }: Charge, payment: Payment | undefined): boolean =>
  isPaid(payment) && payment?.authorizationId === authorizationId;

/** A charge that no payment claims must have been released. */
function unrecorded(charge: Charge, payment: Payment | undefined): Discrepancy[] {
  if (!isHeld(charge)) return [];
  if (!payment) return ['payment-not-found'];
  return [isPaid(payment) ? 'charged-twice' : 'not-released'];
}

function recordDiscrepancies(charge: Charge, { status, amount, refundedTotal }: Payment): Discrepancy[] {
  const amountDiffers =
    charge.authorizedTotal !== amount?.amount || charge.currency.toUpperCase() !== amount.currency;
  // A charge is captured in full, so a part counts as another status.
  const capturedTotal = status === 'authorized' ? 0 : (amount?.amount ?? 0);
  return [
    ...only('amount-differs', amountDiffers),
    ...only('status-differs', charge.isVoided || charge.capturedTotal !== capturedTotal),
    ...only('refund-differs', charge.refundedTotal !== refundedTotal),
  ];
}

const only = (discrepancy: Discrepancy, applies: boolean): Discrepancy[] => (applies ? [discrepancy] : []);

import { AppError } from '#libs/errors';
import { changeRecord, type Versioned } from '#libs/gateways';
import type { PaymentsTable } from '../gateways/payments-table.ts';
import type { Payment } from '../models/payment.ts';

interface Dependencies {
  readonly payments: Pick<PaymentsTable, 'get' | 'replace'>;
}

/** @throws AppError not-found `payment.unknown` */
export async function paymentOf(
  orderId: string,
  { payments }: { readonly payments: Pick<PaymentsTable, 'get'> },
): Promise<Versioned<Payment>> {
  const payment = await payments.get({ orderId });
  if (!payment) throw new AppError('not-found', 'payment.unknown', { detail: 'The order has no payment.' });
  return payment;
}

/** @throws AppError not-found `payment.unknown`; unavailable `payment.busy` after repeated conflicts */
export const changePayment = (
  orderId: string,
  change: (payment: Versioned<Payment>) => Versioned<Payment>,
  { payments }: Dependencies,
): Promise<Versioned<Payment>> =>
  changeRecord({
    read: () => paymentOf(orderId, { payments }),
    change,
    replace: (payment) => payments.replace(payment),
    busyCode: 'payment.busy',
  });

import { AppError } from '#libs/errors';
import { changeRecord, type Versioned } from '#libs/gateways';
import type { PaymentRepository } from '../gateways/payment-repository.ts';
import type { Payment } from '../models/payment.ts';

interface Dependencies {
  readonly payments: Pick<PaymentRepository, 'get' | 'replace'>;
}

/** @throws AppError not-found `payment.not-found` */
export async function getPayment(
  orderId: string,
  { payments }: { readonly payments: Pick<PaymentRepository, 'get'> },
): Promise<Versioned<Payment>> {
  const payment = await payments.get({ orderId });
  if (!payment)
    throw new AppError('not-found', 'payment.not-found', {
      detail: 'The order has no payment. Check the order id.',
    });
  return payment;
}

/**
 * @param known  the payment as the caller read or wrote it: it is only read again after a conflict
 * @throws AppError not-found `payment.not-found`; unavailable `payment.busy` after repeated conflicts
 */
export function changePayment(
  orderId: string,
  change: (payment: Versioned<Payment>) => Versioned<Payment>,
  { payments }: Dependencies,
  known?: Versioned<Payment>,
): Promise<Versioned<Payment>> {
  let unread = known;
  const read = async (): Promise<Versioned<Payment>> => {
    const payment = unread ?? (await getPayment(orderId, { payments }));
    unread = undefined;
    return payment;
  };
  return changeRecord({
    read,
    change,
    replace: (payment) => payments.replace(payment),
    busyCode: 'payment.busy',
  });
}

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

/**
 * Changes a payment from where it stands now; a change that answers the payment itself writes nothing.
 *
 * @throws AppError not-found `payment.unknown`; unavailable `payment.busy` when others kept changing it
 */
export async function changePayment(
  orderId: string,
  change: (payment: Versioned<Payment>) => Versioned<Payment>,
  { payments }: Dependencies,
): Promise<Versioned<Payment>> {
  let seen: Versioned<Payment> | undefined;
  try {
    return await changeRecord({
      read: async () => (seen = await paymentOf(orderId, { payments })),
      change,
      replace: async (payment) => (payment === seen ? payment : payments.replace(payment)),
    });
  } catch (error) {
    const isLostRace = error instanceof AppError && error.code === 'record.changed';
    throw isLostRace ? new AppError('unavailable', 'payment.busy', { cause: error }) : error;
  }
}

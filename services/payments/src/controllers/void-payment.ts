import type { CommandOf, VoidPayment } from '#libs/contracts';
import { AppError } from '#libs/errors';
import type { PaymentProvider } from '../gateways/payment-provider.ts';
import type { PaymentsTable } from '../gateways/payments-table.ts';
import { changePayment } from '../helpers/change-payment.ts';
import { giveBack } from '../helpers/give-back.ts';
import { log } from '../log-events.ts';
import { canTransition, transition, tombstone, type Payment } from '../models/payment.ts';

interface Dependencies {
  readonly payments: Pick<PaymentsTable, 'get' | 'insert' | 'replace'>;
  readonly provider: Pick<PaymentProvider, 'find' | 'void' | 'refund'>;
  readonly now: () => Date;
}

/**
 * Undoes whatever came of an order's payment so far. The record moves first, so that nothing is authorized or
 * captured behind it; the provider's side is undone at each repetition until it is known to be.
 */
export async function voidPayment(
  { orderId }: CommandOf<typeof VoidPayment>,
  deps: Dependencies,
): Promise<void> {
  if (await isForestalled(orderId, deps)) return;
  const payment = await changePayment(
    orderId,
    (current) => (canTransition(current, 'voided') ? transition(current, 'voided') : current),
    deps,
  );
  if (payment.status === 'captured') await giveBack(payment, deps);
  if (payment.status === 'voided') await letGo(payment, deps);
  log.info('payment.undone', { orderId, status: payment.status });
}

/** Where no payment was begun yet, one that comes late finds the door closed. */
async function isForestalled(orderId: string, { payments, now }: Dependencies): Promise<boolean> {
  try {
    await payments.insert(tombstone(orderId, now()));
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'record.exists') return false;
    throw error;
  }
}

async function letGo(payment: Payment, deps: Dependencies): Promise<void> {
  const authorizationId = payment.authorizationId ?? (await leftBehind(payment, deps));
  if (authorizationId === undefined) return;
  const outcome = await deps.provider.void(authorizationId);
  if (outcome === 'captured') await deps.provider.refund(authorizationId);
}

/** @throws AppError unavailable `payment.outcome-unknown` while an attempt may still leave something behind */
async function leftBehind(
  { orderId, attemptedAt }: Payment,
  { provider, now }: Dependencies,
): Promise<string | undefined> {
  if (attemptedAt === undefined) return undefined;
  const { authorizationId, certainAfterSeconds } = await provider.find(orderId);
  const passedSeconds = (now().getTime() - Date.parse(attemptedAt)) / 1000;
  if (authorizationId === undefined && passedSeconds < certainAfterSeconds)
    throw new AppError('unavailable', 'payment.outcome-unknown', {
      detail: 'What became of the authorization will be known in a moment.',
    });
  return authorizationId;
}

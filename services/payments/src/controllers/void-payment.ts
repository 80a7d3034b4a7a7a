import type { CommandOf, VoidPayment } from '#libs/contracts';
import { AppError } from '#libs/errors';
import type { PaymentProvider } from '../gateways/payment-provider.ts';
import type { PaymentRepository } from '../gateways/payment-repository.ts';
import { changePayment } from '../helpers/change-payment.ts';
import { refundCapturedPayment } from '../helpers/refund-captured-payment.ts';
import { log } from '../log-events.ts';
import { canTransition, newVoidedPayment, transition, type Payment } from '../models/payment.ts';

interface Dependencies {
  readonly payments: Pick<PaymentRepository, 'get' | 'insert' | 'replace'>;
  readonly provider: Pick<PaymentProvider, 'find' | 'void' | 'refund'>;
  /** The timeout of the function that attempts to authorize: its request may be sent as late as that. */
  readonly authorizeEndsWithinSeconds: number;
  readonly now: () => Date;
}

/**
 * Voids or refunds the payment of an order. The record changes first, so that no later command authorizes or captures;
 * each retry repeats the provider's part until its outcome is known.
 */
export async function voidPayment(
  { orderId }: CommandOf<typeof VoidPayment>,
  deps: Dependencies,
): Promise<void> {
  if (await voidBeforeFirstAttempt(orderId, deps)) return;
  const payment = await changePayment(
    orderId,
    (current) => (canTransition(current, 'voided') ? transition(current, 'voided') : current),
    deps,
  );
  if (payment.status === 'captured') await refundCapturedPayment(payment, deps);
  if (payment.status === 'voided') await releaseAuthorization(payment, deps);
  log.info('payment.voided', { orderId, status: payment.status });
}

/** Creates a voided payment if the order has none, so that a late authorization is refused. */
async function voidBeforeFirstAttempt(orderId: string, { payments, now }: Dependencies): Promise<boolean> {
  try {
    await payments.insert(newVoidedPayment(orderId, now()));
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'record.exists') return false;
    throw error;
  }
}

async function releaseAuthorization(payment: Payment, deps: Dependencies): Promise<void> {
  const authorizationId = payment.authorizationId ?? (await findAuthorization(payment, deps));
  if (authorizationId === undefined) return;
  const outcome = await deps.provider.void(authorizationId);
  if (outcome === 'captured') await deps.provider.refund(authorizationId);
}

/**
 * Finds the authorization of an attempt whose response was lost.
 *
 * @throws AppError unavailable `payment.outcome-unknown` while the authorization may still appear
 */
async function findAuthorization(
  { orderId, attemptedAt }: Payment,
  { provider, authorizeEndsWithinSeconds, now }: Dependencies,
): Promise<string | undefined> {
  if (attemptedAt === undefined) return undefined;
  const { authorizationId, visibleAfterSeconds } = await provider.find(orderId);
  const elapsedSeconds = (now().getTime() - Date.parse(attemptedAt)) / 1000;
  if (authorizationId === undefined && elapsedSeconds < authorizeEndsWithinSeconds + visibleAfterSeconds)
    throw new AppError('unavailable', 'payment.outcome-unknown', {
      detail: 'The outcome of the authorization is not known yet. Retry later.',
    });
  return authorizationId;
}

import type { AuthorizePayment, CommandOf } from '#libs/contracts';
import { AppError } from '#libs/errors';
import type { Versioned } from '#libs/gateways';
import { correlationId } from '#libs/logging';
import { authorizationKey, refusals, type PaymentProvider } from '../gateways/payment-provider.ts';
import type { PaymentsTable } from '../gateways/payments-table.ts';
import { changePayment } from '../helpers/change-payment.ts';
import { log } from '../log-events.ts';
import { metrics } from '../metrics.ts';
import { intentTo, transition, type Payment } from '../models/payment.ts';

interface Dependencies {
  readonly payments: Pick<PaymentsTable, 'get' | 'insert' | 'replace'>;
  readonly provider: Pick<PaymentProvider, 'authorize' | 'void'>;
  readonly now: () => Date;
}
type Command = CommandOf<typeof AuthorizePayment>;

/** Once for each order: a repetition asks the provider under the same key, or finds what came of it. */
export async function authorizePayment(command: Command, deps: Dependencies): Promise<{ paymentId: string }> {
  const payment = await beginAttempt(command, deps);
  if (payment.status !== 'authorizing') return settled(payment);

  const { orderId, amount, paymentToken } = command;
  try {
    const { authorizationId } = await deps.provider.authorize({
      reference: orderId,
      amount,
      paymentToken,
      idempotencyKey: authorizationKey(orderId),
    });
    return settled(await keepAuthorization(orderId, authorizationId, deps));
  } catch (error) {
    if (isRefusal(error)) await keepDecline(orderId, error.code, deps);
    throw error;
  }
}

/** The intent is on record before the provider hears of it: a void then knows that there may be something to let go of. */
async function beginAttempt(command: Command, { payments, now }: Dependencies): Promise<Versioned<Payment>> {
  try {
    return await payments.insert({ ...intentTo(command, now()), correlationId: correlationId() });
  } catch (error) {
    const isRepetition = error instanceof AppError && error.code === 'record.exists';
    if (!isRepetition) throw error;
  }
  const again = (payment: Versioned<Payment>) =>
    payment.status === 'authorizing' ? { ...payment, attemptedAt: now().toISOString() } : payment;
  return changePayment(command.orderId, again, { payments });
}

async function keepAuthorization(
  orderId: string,
  authorizationId: string,
  { payments, provider }: Dependencies,
) {
  const payment = await changePayment(
    orderId,
    (current) =>
      current.status === 'authorizing' ? transition(current, 'authorized', { authorizationId }) : current,
    { payments },
  );
  // The order was given up while the provider was still at work.
  if (payment.status === 'voided') await provider.void(authorizationId);
  else if (payment.status === 'authorized') metrics.count('PaymentAuthorized');
  return payment;
}

async function keepDecline(orderId: string, declineCode: string, { payments }: Dependencies): Promise<void> {
  metrics.count('PaymentDeclined');
  log.info('payment.declined', { orderId, code: declineCode });
  await changePayment(
    orderId,
    (current) =>
      current.status === 'authorizing' ? transition(current, 'declined', { declineCode }) : current,
    { payments },
  );
}

const isRefusal = (error: unknown): error is AppError =>
  error instanceof AppError && (refusals as readonly string[]).includes(error.code);

function settled({ orderId, paymentId, status, declineCode }: Payment): { paymentId: string } {
  if (status === 'declined') throw new AppError('conflict', declineCode ?? 'payment.declined');
  if (status === 'voided' || status === 'refunded')
    throw new AppError('conflict', 'payment.voided', { detail: 'The order was given up before.' });
  log.info('payment.authorized', { orderId, paymentId });
  return { paymentId };
}

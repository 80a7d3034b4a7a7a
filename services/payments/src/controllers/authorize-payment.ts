import type { AuthorizedPayment, AuthorizePayment, CommandOf } from '#libs/contracts';
import { AppError } from '#libs/errors';
import type { EncryptionKey, Versioned } from '#libs/gateways';
import { correlationId } from '#libs/logging';
import { authorizationKey, declineCodes, type PaymentProvider } from '../gateways/payment-provider.ts';
import type { PaymentRepository } from '../gateways/payment-repository.ts';
import { changePayment } from '../helpers/change-payment.ts';
import { log } from '../log-events.ts';
import { newPayment, transition, type Payment } from '../models/payment.ts';
import { metrics } from '../metrics.ts';

interface Dependencies {
  readonly payments: Pick<PaymentRepository, 'get' | 'insert' | 'replace'>;
  readonly provider: Pick<PaymentProvider, 'authorize' | 'void'>;
  readonly tokenKey: Pick<EncryptionKey, 'decrypt'>;
  readonly now: () => Date;
}
type Command = CommandOf<typeof AuthorizePayment>;

interface Result {
  /** For CapturePayment, which need not read it again. */
  readonly payment: AuthorizedPayment;
}

/** Authorizes the payment of an order once: a retry uses the same idempotency key or returns the recorded result. */
export async function authorizePayment(command: Command, deps: Dependencies): Promise<Result> {
  // The key service is asked meanwhile. A token that cannot be decrypted only counts if the payment is attempted.
  const decrypted = decryptToken(command, deps);
  decrypted.catch(() => {});
  const payment = await startAttempt(command, deps);
  if (payment.status !== 'authorizing') return toResult(payment);

  const { orderId, amount } = command;
  try {
    const paymentToken = await decrypted;
    const { authorizationId } = await deps.provider.authorize({
      reference: orderId,
      amount,
      paymentToken,
      idempotencyKey: authorizationKey(orderId),
    });
    return toResult(await recordAuthorization(payment, authorizationId, deps));
  } catch (error) {
    if (isDecline(error)) await recordDecline(payment, error.code, deps);
    throw error;
  }
}

/** @throws AppError invalid `payment.token-invalid` when the token was not encrypted for this order */
async function decryptToken(
  { orderId, encryptedPaymentToken }: Command,
  { tokenKey }: Pick<Dependencies, 'tokenKey'>,
): Promise<string> {
  try {
    return await tokenKey.decrypt(encryptedPaymentToken, { orderId });
  } catch (error) {
    const isInvalid = error instanceof AppError && error.code === 'ciphertext.invalid';
    throw isInvalid
      ? new AppError('invalid', 'payment.token-invalid', { cause: error, detail: 'Pay with another card.' })
      : error;
  }
}

/** Records the attempt before the provider is called, so that a void knows that an authorization may exist. */
async function startAttempt(command: Command, { payments, now }: Dependencies): Promise<Versioned<Payment>> {
  try {
    return await payments.insert({ ...newPayment(command, now()), originCorrelationId: correlationId() });
  } catch (error) {
    const isRepetition = error instanceof AppError && error.code === 'record.exists';
    if (!isRepetition) throw error;
  }
  const withNewAttempt = (payment: Versioned<Payment>) =>
    payment.status === 'authorizing' ? { ...payment, attemptedAt: now().toISOString() } : payment;
  return changePayment(command.orderId, withNewAttempt, { payments });
}

async function recordAuthorization(
  attempted: Versioned<Payment>,
  authorizationId: string,
  { payments, provider }: Dependencies,
) {
  const payment = await changePayment(
    attempted.orderId,
    (current) =>
      current.status === 'authorizing' ? transition(current, 'authorized', { authorizationId }) : current,
    { payments },
    attempted,
  );
  // The payment was voided while the provider processed the authorization.
  if (payment.status === 'voided') await provider.void(authorizationId);
  else if (payment.status === 'authorized') metrics.count('PaymentAuthorized');
  return payment;
}

async function recordDecline(
  attempted: Versioned<Payment>,
  declineCode: string,
  { payments }: Dependencies,
): Promise<void> {
  const { orderId } = attempted;
  metrics.count('PaymentDeclined');
  log.info('payment.declined', { orderId, code: declineCode });
  await changePayment(
    orderId,
    (current) =>
      current.status === 'authorizing' ? transition(current, 'declined', { declineCode }) : current,
    { payments },
    attempted,
  );
}

const isDecline = (error: unknown): error is AppError =>
  error instanceof AppError && (declineCodes as readonly string[]).includes(error.code);

function toResult(payment: Versioned<Payment>): Result {
  const { orderId, paymentId, status, declineCode } = payment;
  if (status === 'declined') throw new AppError('conflict', declineCode ?? 'payment.declined');
  if (status === 'voided' || status === 'refunded')
    throw new AppError('conflict', 'payment.voided', {
      detail: 'The payment was voided. Place a new order.',
    });
  log.info('payment.authorized', { orderId, paymentId });
  // Every payment that was authorized has the fields that its status requires.
  return { payment: payment as AuthorizedPayment };
}

import { AppError } from '#libs/errors';
import type { Versioned } from '#libs/gateways';
import { setCorrelationId } from '#libs/logging';
import type { PaymentRepository } from '../gateways/payment-repository.ts';
import { changePayment, getPayment } from '../helpers/change-payment.ts';
import { recordRefund } from '../helpers/record-refund.ts';
import { log } from '../log-events.ts';
import chargeEvent, { type ChargeEvent } from '../models/charge-event.schema.ts';
import { chargeViolation } from '../models/charge-violation.ts';
import { transition, withRefundedTotal, type Payment } from '../models/payment.ts';
import refundFailure, { type RefundFailure } from '../models/refund-failure.schema.ts';
import { verifySignature } from '../models/webhook-signature.ts';

interface Webhook {
  /** The raw body, which the signature covers. */
  readonly payload: string;
  readonly signature: string;
}

interface Dependencies {
  readonly payments: Pick<PaymentRepository, 'get' | 'replace'>;
  readonly secret: () => Promise<string>;
  readonly now: () => Date;
}

/**
 * Applies a capture or refund that happened at the provider. Other events are acknowledged, because the provider would
 * retry them for days; an event that contradicts its payment is acknowledged too, and fires an alarm. Events carry totals,
 * so repeated and late events change nothing.
 */
export async function receiveWebhook({ payload, signature }: Webhook, deps: Dependencies): Promise<void> {
  verifySignature({ payload, signature, secret: await deps.secret(), now: deps.now() });
  const event = parseJson(payload);
  if (refundFailure.validate(event)) return reportFailedRefund(event as RefundFailure);
  if (!chargeEvent.validate(event)) return log.info('webhook.ignored', { type: eventType(event) });
  await applyChargeEvent(event as ChargeEvent, deps);
}

/** The payment stays `refunded`: an operator has to pay the customer another way. */
const reportFailedRefund = ({ id, data }: RefundFailure): void =>
  log.warn('payment.refund-failed', {
    eventId: id,
    refundId: data.object.id,
    authorizationId: data.object.payment_intent,
  });

async function applyChargeEvent({ id, type, data }: ChargeEvent, { payments }: Dependencies): Promise<void> {
  const { orderId } = data.object.metadata;
  try {
    const payment = await getPayment(orderId, { payments });
    if (payment.originCorrelationId !== undefined) setCorrelationId(payment.originCorrelationId);
    const reason = chargeViolation(data.object, payment);
    if (reason) return log.warn('webhook.rejected', { eventId: id, type, orderId, reason });
    const refundedTotal = Number(data.object.amount_refunded);
    if (type === 'charge.captured') await changePayment(orderId, withCapture, { payments }, payment);
    else await recordRefund(orderId, (current) => withRefund(current, refundedTotal), { payments });
    log.info('webhook.received', { eventId: id, type, orderId });
  } catch (error) {
    // Another stage may share the provider's account.
    if (!(error instanceof AppError) || error.code !== 'payment.not-found') throw error;
    log.warn('webhook.payment-not-found', { eventId: id, type, orderId });
  }
}

const withCapture = (payment: Versioned<Payment>): Versioned<Payment> =>
  payment.status === 'authorized' ? transition(payment, 'captured') : payment;

function withRefund(payment: Versioned<Payment>, refundedTotal: number): Versioned<Payment> {
  // A void refunded the payment; no PaymentCaptured was published for it.
  if (payment.status === 'voided') return payment;
  // The capture is not recorded yet; the provider retries the webhook.
  if (payment.status === 'authorized') throw new AppError('unavailable', 'payment.busy');
  return withRefundedTotal(payment, refundedTotal);
}

function parseJson(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch (error) {
    throw new AppError('invalid', 'webhook.invalid-json', {
      cause: error,
      detail: 'The body is not valid JSON.',
    });
  }
}

const eventType = (event: unknown): string => String((event as { type?: unknown } | null)?.type);

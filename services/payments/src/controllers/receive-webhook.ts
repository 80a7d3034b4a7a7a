import { AppError } from '#libs/errors';
import type { Versioned } from '#libs/gateways';
import { setCorrelationId } from '#libs/logging';
import type { PaymentsTable } from '../gateways/payments-table.ts';
import { changePayment, paymentOf } from '../helpers/change-payment.ts';
import { keepRefund } from '../helpers/keep-refund.ts';
import { log } from '../log-events.ts';
import chargeEvent, { type ChargeEvent } from '../models/charge-event.schema.ts';
import { transition, refundedTo, type Payment } from '../models/payment.ts';
import refundFailure, { type RefundFailure } from '../models/refund-failure.schema.ts';
import { verifySignature } from '../models/webhook-signature.ts';

interface Webhook {
  /** As it was sent: a parsed and rewritten body would carry another signature. */
  readonly payload: string;
  readonly signature: string;
}

interface Dependencies {
  readonly payments: Pick<PaymentsTable, 'get' | 'replace'>;
  readonly secret: () => Promise<string>;
  readonly now: () => Date;
}

/**
 * Takes note of what happened at the provider's side. An event that concerns nobody here is acknowledged: the
 * provider would repeat it for days. Events carry totals, so one that comes twice or late changes nothing.
 */
export async function receiveWebhook({ payload, signature }: Webhook, deps: Dependencies): Promise<void> {
  verifySignature({ payload, signature, secret: await deps.secret(), now: deps.now() });
  const event = parsed(payload);
  if (refundFailure.validate(event)) return ringFor(event as RefundFailure);
  if (!chargeEvent.validate(event)) return log.info('webhook.ignored', { type: typeOf(event) });
  await takeNote(event as ChargeEvent, deps);
}

/** The payment stays as it is: whether and how the buyer gets the money now is for people to settle. */
const ringFor = ({ id, data }: RefundFailure): void =>
  log.warn('payment.refund-failed', {
    eventId: id,
    refundId: data.object.id,
    authorizationId: data.object.payment_intent,
  });

async function takeNote({ id, type, data }: ChargeEvent, { payments }: Dependencies): Promise<void> {
  const { metadata, amount_refunded: refundedTotal } = data.object;
  const { orderId } = metadata;
  try {
    const { correlationId } = await paymentOf(orderId, { payments });
    if (correlationId !== undefined) setCorrelationId(correlationId);
    if (type === 'charge.captured') await changePayment(orderId, captured, { payments });
    else await keepRefund(orderId, (payment) => refunded(payment, refundedTotal), { payments });
    log.info('webhook.received', { eventId: id, type, orderId });
  } catch (error) {
    // Another stage may share the provider's account.
    if (!(error instanceof AppError) || error.code !== 'payment.unknown') throw error;
    log.warn('webhook.payment-unknown', { eventId: id, type, orderId });
  }
}

const captured = (payment: Versioned<Payment>): Versioned<Payment> =>
  payment.status === 'authorized' ? transition(payment, 'captured') : payment;

function refunded(payment: Versioned<Payment>, refundedTotal: number): Versioned<Payment> {
  // What a void gave back was never told as captured. A capture that is not on record yet will be in a moment.
  if (payment.status === 'voided') return payment;
  if (payment.status === 'authorized') throw new AppError('unavailable', 'payment.busy');
  return refundedTo(payment, refundedTotal);
}

function parsed(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch (error) {
    throw new AppError('invalid', 'webhook.not-json', { cause: error, detail: 'The body is not JSON.' });
  }
}

const typeOf = (event: unknown): string => String((event as { type?: unknown } | null)?.type);

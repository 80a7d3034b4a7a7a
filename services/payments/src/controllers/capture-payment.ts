import type { CapturePayment, CommandOf } from '#libs/contracts';
import type { PaymentProvider } from '../gateways/payment-provider.ts';
import type { PaymentRepository } from '../gateways/payment-repository.ts';
import { changePayment, getPayment } from '../helpers/change-payment.ts';
import { log } from '../log-events.ts';
import { canTransition, rejectTransition, transition } from '../models/payment.ts';
import { metrics } from '../metrics.ts';

interface Dependencies {
  readonly payments: Pick<PaymentRepository, 'get' | 'replace'>;
  readonly provider: Pick<PaymentProvider, 'capture'>;
}

/** The provider accepts either a capture or a void; when both arrive concurrently, it rejects the second. */
export async function capturePayment(
  { orderId, payment: authorized }: CommandOf<typeof CapturePayment>,
  { payments, provider }: Dependencies,
): Promise<{ paymentId: string }> {
  const payment = authorized ?? (await getPayment(orderId, { payments }));
  const { paymentId, authorizationId } = payment;
  if (payment.status === 'captured') return { paymentId };
  if (!canTransition(payment, 'captured') || authorizationId === undefined)
    return rejectTransition(payment, 'captured');

  await provider.capture(authorizationId);
  await changePayment(
    orderId,
    (current) => (current.status === 'captured' ? current : transition(current, 'captured')),
    { payments },
    payment,
  );
  metrics.count('PaymentCaptured');
  if (payment.amount) metrics.countMoney('PaymentCapturedValue', payment.amount);
  log.info('payment.captured', { orderId, paymentId });
  return { paymentId };
}

import type { CapturePayment, CommandOf } from '#libs/contracts';
import type { PaymentProvider } from '../gateways/payment-provider.ts';
import type { PaymentsTable } from '../gateways/payments-table.ts';
import { changePayment, paymentOf } from '../helpers/change-payment.ts';
import { log } from '../log-events.ts';
import { metrics } from '../metrics.ts';
import { canTransition, rejectTransition, transition } from '../models/payment.ts';

interface Dependencies {
  readonly payments: Pick<PaymentsTable, 'get' | 'replace'>;
  readonly provider: Pick<PaymentProvider, 'capture'>;
}

/** The provider decides between a capture and a void that come together; whoever is second is refused there. */
export async function capturePayment(
  { orderId }: CommandOf<typeof CapturePayment>,
  { payments, provider }: Dependencies,
): Promise<{ paymentId: string }> {
  const payment = await paymentOf(orderId, { payments });
  const { paymentId, authorizationId } = payment;
  if (payment.status === 'captured') return { paymentId };
  if (!canTransition(payment, 'captured') || authorizationId === undefined)
    return rejectTransition(payment, 'captured');

  await provider.capture(authorizationId);
  await changePayment(
    orderId,
    (current) => (current.status === 'captured' ? current : transition(current, 'captured')),
    { payments },
  );
  metrics.count('PaymentCaptured');
  if (payment.amount) metrics.countMoney('PaymentCapturedValue', payment.amount);
  log.info('payment.captured', { orderId, paymentId });
  return { paymentId };
}

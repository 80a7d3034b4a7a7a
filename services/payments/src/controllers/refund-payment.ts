import type { CommandOf, RefundPayment } from '#libs/contracts';
import { AppError } from '#libs/errors';
import type { PaymentProvider } from '../gateways/payment-provider.ts';
import type { PaymentRepository } from '../gateways/payment-repository.ts';
import { getPayment } from '../helpers/change-payment.ts';
import { refundCapturedPayment } from '../helpers/refund-captured-payment.ts';
import { log } from '../log-events.ts';
import { metrics } from '../metrics.ts';

interface Dependencies {
  readonly payments: Pick<PaymentRepository, 'get' | 'replace'>;
  readonly provider: Pick<PaymentProvider, 'refund'>;
}

export async function refundPayment(
  { orderId }: CommandOf<typeof RefundPayment>,
  deps: Dependencies,
): Promise<{ paymentId: string }> {
  const payment = await getPayment(orderId, deps);
  const { paymentId, status } = payment;
  if (status === 'refunded') return { paymentId };
  if (status !== 'captured')
    throw new AppError('conflict', 'payment.not-captured', { detail: `The payment is ${status}.` });
  await refundCapturedPayment(payment, deps);
  metrics.count('PaymentRefunded');
  log.info('payment.refunded', { orderId, paymentId });
  return { paymentId };
}

import type { CommandOf, RefundPayment } from '#libs/contracts';
import { AppError } from '#libs/errors';
import type { PaymentProvider } from '../gateways/payment-provider.ts';
import type { PaymentsTable } from '../gateways/payments-table.ts';
import { paymentOf } from '../helpers/change-payment.ts';
import { giveBack } from '../helpers/give-back.ts';
import { log } from '../log-events.ts';
import { metrics } from '../metrics.ts';

interface Dependencies {
  readonly payments: Pick<PaymentsTable, 'get' | 'replace'>;
  readonly provider: Pick<PaymentProvider, 'refund'>;
}

export async function refundPayment(
  { orderId }: CommandOf<typeof RefundPayment>,
  deps: Dependencies,
): Promise<{ paymentId: string }> {
  const payment = await paymentOf(orderId, deps);
  const { paymentId, status } = payment;
  if (status === 'refunded') return { paymentId };
  if (status !== 'captured')
    throw new AppError('conflict', 'payment.not-captured', { detail: `The payment is ${status}.` });
  await giveBack(payment, deps);
  metrics.count('PaymentRefunded');
  log.info('payment.refunded', { orderId, paymentId });
  return { paymentId };
}

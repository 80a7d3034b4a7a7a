import { AuthorizePayment, CapturePayment, RefundPayment, VoidPayment } from '#libs/contracts';
import type { EncryptionKey } from '#libs/gateways';
import { commandHandler } from '#libs/lambda';
import { authorizePayment } from '../../../../services/payments/src/controllers/authorize-payment.ts';
import { capturePayment } from '../../../../services/payments/src/controllers/capture-payment.ts';
import { receiveWebhook } from '../../../../services/payments/src/controllers/receive-webhook.ts';
import { refundPayment } from '../../../../services/payments/src/controllers/refund-payment.ts';
import { voidPayment } from '../../../../services/payments/src/controllers/void-payment.ts';
import { toPaymentEvents } from '../../../../services/payments/src/models/payment-events.ts';
import { inMemoryPaymentProvider } from '../../../../services/payments/test/in-memory-payment-provider.ts';
import { inMemoryPaymentRepository } from '../../../../services/payments/test/in-memory-payment-repository.ts';
import type { Engine } from '../engine/engine.ts';
import { heldGateway } from '../engine/gateways.ts';
import { toObserved, withObserver, type ChangeLog } from './observed.ts';
import { publisherStream } from './publisher-stream.ts';
import type { Topics } from './topics.ts';

export const WEBHOOK_SECRET = 'whsec_simulation';
const READS = ['get', 'list', 'records'];
const LIMIT_SECONDS = 20;

export function createPayments(engine: Engine, log: ChangeLog, topics: Topics, tokenKey: EncryptionKey) {
  const now = engine.time.date;
  const memory = inMemoryPaymentRepository();
  const stream = publisherStream(engine, topics, {
    name: 'publish-payment-changes',
    source: 'payments',
    toEvents: toPaymentEvents,
  });
  const observe = async ({ orderId }: { readonly orderId: string }) =>
    log.observe('payment', toObserved(orderId, await memory.get({ orderId })), [stream]);
  const payments = heldGateway(engine, 'payment', withObserver(memory, READS, observe), { reads: READS });
  const provider = inMemoryPaymentProvider();
  const held = heldGateway(engine, 'provider', provider, {
    reads: ['find', 'charges'],
    // The provider has ended a request when the function has, or a few seconds later.
    latestWriteSeconds: 18,
    kinds: [
      ['provider-timeout', 0.04],
      ['provider-error', 0.04],
      ['slow', 0.04],
    ],
  });
  // As in serverless.yml: an authorization has ended when its function has.
  const deps = { payments, provider: held, tokenKey, now, authorizeEndsWithinSeconds: LIMIT_SECONDS };
  return {
    memory,
    provider,
    functions: {
      AuthorizePayment: {
        handler: commandHandler(AuthorizePayment, (command) => authorizePayment(command, deps)),
        limitSeconds: LIMIT_SECONDS,
      },
      CapturePayment: {
        handler: commandHandler(CapturePayment, (command) => capturePayment(command, deps)),
        limitSeconds: LIMIT_SECONDS,
      },
      VoidPayment: {
        handler: commandHandler(VoidPayment, (command) => voidPayment(command, deps)),
        limitSeconds: LIMIT_SECONDS,
      },
      RefundPayment: {
        handler: commandHandler(RefundPayment, (command) => refundPayment(command, deps)),
        limitSeconds: LIMIT_SECONDS,
      },
    },
    streams: [stream],
    receiveWebhook: (payload: string, signature: string) =>
      receiveWebhook({ payload, signature }, { payments, secret: async () => WEBHOOK_SECRET, now }),
  };
}

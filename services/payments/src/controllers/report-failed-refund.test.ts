import { expect, it } from '@jest/globals';
import { captureLogLines, fixedClock } from '#libs/testing';
import { inMemoryPaymentRepository } from '../../test/in-memory-payment-repository.ts';
import { signPayload } from '../models/webhook-signature.ts';

process.env['POWERTOOLS_LOG_LEVEL'] = 'WARN';
const { receiveWebhook } = await import('./receive-webhook.ts');

it('logs a failed refund as a warning for the alarm', async () => {
  const now = fixedClock();
  const payments = inMemoryPaymentRepository();
  const data = { object: { id: 're_1', payment_intent: 'pi_1' } };
  const payload = JSON.stringify({ id: 'evt_1', type: 'refund.failed', data });
  const webhook = { payload, signature: signPayload(payload, 'whsec_a', now()) };
  const lines = await captureLogLines(() =>
    receiveWebhook(webhook, { payments, secret: async () => 'whsec_a', now }),
  );
  expect(lines).toMatchObject([
    { level: 'WARN', event: 'payment.refund-failed', refundId: 're_1', authorizationId: 'pi_1' },
  ]);
});

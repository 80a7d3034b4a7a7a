import { expect, it } from '@jest/globals';
import { fixedClock, inMemoryRecordRepository, captureLogLines } from '#libs/testing';
import type { Payment } from '../models/payment.ts';
import { signatureOf } from '../models/webhook-signature.ts';

process.env['POWERTOOLS_LOG_LEVEL'] = 'WARN';
const { receiveWebhook } = await import('./receive-webhook.ts');

it('a refund that came back is told, for the alarm to ring', async () => {
  const now = fixedClock();
  const payments = inMemoryRecordRepository<Payment>(['orderId']);
  const data = { object: { id: 're_1', payment_intent: 'pi_1' } };
  const payload = JSON.stringify({ id: 'evt_1', type: 'refund.failed', data });
  const webhook = { payload, signature: signatureOf(payload, 'whsec_a', now()) };
  const lines = await captureLogLines(() =>
    receiveWebhook(webhook, { payments, secret: async () => 'whsec_a', now }),
  );
  expect(lines).toMatchObject([
    { level: 'WARN', event: 'payment.refund-failed', refundId: 're_1', authorizationId: 'pi_1' },
  ]);
});

import { expect, it } from '@jest/globals';
import { money, newId } from '#libs/models';
import { captureLogLines, fixedClock } from '#libs/testing';
import { inMemoryPaymentRepository } from '../../test/in-memory-payment-repository.ts';
import { newPayment, transition } from '../models/payment.ts';
import { signPayload } from '../models/webhook-signature.ts';

process.env['POWERTOOLS_LOG_LEVEL'] = 'WARN';
const { receiveWebhook } = await import('./receive-webhook.ts');

it.each([
  ['above the amount', 501, 'eur', 'amount-exceeded'],
  ['negative', -1, 'eur', 'amount-invalid'],
  ['fractional', 1.5, 'eur', 'amount-invalid'],
  ['above the safe integers', 2 ** 53, 'eur', 'amount-invalid'],
  ['as text', '500', 'eur', 'amount-invalid'],
  ['without an amount', undefined, 'eur', 'amount-invalid'],
  ['in another currency', 500, 'usd', 'currency-mismatch'],
  ['without a currency', 500, undefined, 'currency-mismatch'],
])('reports a signed refund %s for the alarm, and records nothing', async (_, refunded, currency, reason) => {
  const now = fixedClock();
  const payments = inMemoryPaymentRepository();
  const orderId = newId('ord');
  const created = newPayment({ orderId, amount: money(500, 'EUR') }, now());
  await payments.insert(transition(transition(created, 'authorized', { authorizationId: 'a' }), 'captured'));
  const object = { amount_refunded: refunded, currency, metadata: { orderId } };
  const payload = JSON.stringify({ id: 'evt_9', type: 'charge.refunded', data: { object } });
  const webhook = { payload, signature: signPayload(payload, 'whsec_a', now()) };
  const lines = await captureLogLines(() =>
    receiveWebhook(webhook, { payments, secret: async () => 'whsec_a', now }),
  );
  expect(lines).toMatchObject([
    { level: 'WARN', event: 'webhook.rejected', eventId: 'evt_9', type: 'charge.refunded', orderId, reason },
  ]);
  expect(payments.records()[0]).toMatchObject({ status: 'captured', refundedTotal: 0, version: 1 });
});

import { describe, expect, it } from '@jest/globals';
import { correlationId, setCorrelationId } from '#libs/logging';
import { money, newId } from '#libs/models';
import { fixedClock, inMemoryRecordRepository } from '#libs/testing';
import { intentTo, transition, tombstone, type Payment } from '../models/payment.ts';
import { signatureOf } from '../models/webhook-signature.ts';
import { receiveWebhook } from './receive-webhook.ts';

const now = fixedClock();
const secret = 'whsec_a';
const orderId = newId('ord');
const authorized = transition(intentTo({ orderId, amount: money(500, 'EUR') }, now()), 'authorized', {
  authorizationId: 'auth_1',
});
const captured = transition(authorized, 'captured');

async function shop(payment?: Payment) {
  const payments = inMemoryRecordRepository<Payment>(['orderId']);
  if (payment) await payments.insert(payment);
  const receive = (payload: string, signature = signatureOf(payload, secret, now())) =>
    receiveWebhook({ payload, signature }, { payments, secret: async () => secret, now });
  return { receive, standing: () => payments.records()[0] };
}
const event = (type: string, refunded = 0, id = 'evt_1') =>
  JSON.stringify({ id, type, data: { object: { amount_refunded: refunded, metadata: { orderId } } } });

describe('receiveWebhook', () => {
  it('takes note of a refund made at the provider’s side, once', async () => {
    const { receive, standing } = await shop(captured);
    await receive(event('charge.refunded', 200));
    const partly = standing();
    expect(partly).toMatchObject({ status: 'captured', refundedTotal: 200, version: 2 });
    await receive(event('charge.refunded', 200));
    expect(standing()).toEqual(partly);
    await receive(event('charge.refunded', 500, 'evt_2'));
    await receive(event('charge.refunded', 200));
    expect(standing()).toMatchObject({ status: 'refunded', refundedTotal: 500, version: 3 });
  });

  it('takes note of a capture whose answer was lost', async () => {
    const { receive, standing } = await shop(authorized);
    await receive(event('charge.captured'));
    expect(standing()).toMatchObject({ status: 'captured' });
  });

  it('goes on under the correlation id of the purchase, also where it overtakes the capture’s own answer', async () => {
    setCorrelationId('of-the-webhook');
    const { receive } = await shop({ ...authorized, correlationId: 'of-the-purchase' });
    await receive(event('charge.captured'));
    expect(correlationId()).toBe('of-the-purchase');
  });

  it('has a refund repeated that overtook the capture', async () => {
    const { receive } = await shop(authorized);
    await expect(receive(event('charge.refunded', 500))).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it('leaves a payment alone that was undone', async () => {
    const { receive, standing } = await shop(tombstone(orderId, now()));
    await receive(event('charge.captured'));
    await receive(event('charge.refunded', 500));
    expect(standing()).toMatchObject({ status: 'voided', version: 1 });
  });

  it('acknowledges what concerns nobody here', async () => {
    const { receive, standing } = await shop();
    await receive(event('charge.refunded', 500));
    await receive(JSON.stringify({ id: 'evt_1', type: 'invoice.paid', data: {} }));
    await receive('null');
    expect(standing()).toBeUndefined();
  });

  it('leaves a payment as it is whose refund came back, and takes an event without a payment for no concern of ours', async () => {
    const refunded = transition(captured, 'refunded', { refundedTotal: 500 });
    const { receive, standing } = await shop(refunded);
    const failed = (object: object) =>
      JSON.stringify({ id: 'evt_1', type: 'refund.failed', data: { object } });
    await receive(failed({ id: 're_1', payment_intent: 'auth_1' }));
    await receive(failed({ id: 're_1', payment_intent: null }));
    expect(standing()).toMatchObject({ status: 'refunded', refundedTotal: 500, version: 1 });
  });

  it('refuses who did not sign, or signed something else', async () => {
    const { receive, standing } = await shop(captured);
    const refund = event('charge.refunded', 500);
    for (const signature of ['', signatureOf(refund, 'whsec_b', now()), signatureOf('{}', secret, now())])
      await expect(receive(refund, signature)).rejects.toMatchObject({
        kind: 'invalid',
        code: 'webhook.signature-invalid',
      });
    await expect(receive('{')).rejects.toMatchObject({ code: 'webhook.not-json' });
    expect(standing()).toMatchObject({ status: 'captured', refundedTotal: 0 });
  });
});

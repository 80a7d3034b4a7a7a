import { describe, expect, it } from '@jest/globals';
import { PaymentRefunded } from '#libs/contracts';
import { correlationId, setCorrelationId } from '#libs/logging';
import { money, newId, type Money } from '#libs/models';
import { fixedClock } from '#libs/testing';
import fc from 'fast-check';
import { inMemoryPaymentRepository } from '../../test/in-memory-payment-repository.ts';
import { toPaymentEvents } from '../models/payment-events.ts';
import { newPayment, transition, newVoidedPayment, type Payment } from '../models/payment.ts';
import { signPayload } from '../models/webhook-signature.ts';
import { receiveWebhook } from './receive-webhook.ts';

const now = fixedClock();
const secret = 'whsec_a';
const orderId = newId('ord');
const authorized = transition(newPayment({ orderId, amount: money(500, 'EUR') }, now()), 'authorized', {
  authorizationId: 'auth_1',
});
const captured = transition(authorized, 'captured');

async function setup(payment?: Payment) {
  const payments = inMemoryPaymentRepository();
  if (payment) await payments.insert(payment);
  const receive = (payload: string, signature = signPayload(payload, secret, now())) =>
    receiveWebhook({ payload, signature }, { payments, secret: async () => secret, now });
  return { receive, storedPayment: () => payments.records()[0] };
}
const event = (type: string, refunded: unknown = 0, id = 'evt_1', currency: unknown = 'eur') =>
  JSON.stringify({
    id,
    type,
    data: { object: { amount_refunded: refunded, currency, metadata: { orderId } } },
  });

describe('receiveWebhook', () => {
  it('records a refund made at the provider once', async () => {
    const { receive, storedPayment } = await setup(captured);
    await receive(event('charge.refunded', 200));
    const partly = storedPayment();
    expect(partly).toMatchObject({ status: 'captured', refundedTotal: 200, version: 2 });
    await receive(event('charge.refunded', 200));
    expect(storedPayment()).toEqual(partly);
    await receive(event('charge.refunded', 500, 'evt_2'));
    await receive(event('charge.refunded', 200));
    expect(storedPayment()).toMatchObject({ status: 'refunded', refundedTotal: 500, version: 3 });
  });

  it('records a capture whose response was lost', async () => {
    const { receive, storedPayment } = await setup(authorized);
    await receive(event('charge.captured'));
    expect(storedPayment()).toMatchObject({ status: 'captured' });
  });

  it('sets the correlation id of the checkout, also before the capture is recorded', async () => {
    setCorrelationId('webhook');
    const { receive } = await setup({ ...authorized, originCorrelationId: 'checkout' });
    await receive(event('charge.captured'));
    expect(correlationId()).toBe('checkout');
  });

  it('throws unavailable for a refund before the capture is recorded', async () => {
    const { receive } = await setup(authorized);
    await expect(receive(event('charge.refunded', 500))).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it('does not change a voided payment', async () => {
    const { receive, storedPayment } = await setup(newVoidedPayment(orderId, now()));
    await receive(event('charge.captured'));
    await receive(event('charge.refunded', 500));
    expect(storedPayment()).toMatchObject({ status: 'voided', version: 1 });
  });

  it('acknowledges unknown payments and unused event types', async () => {
    const { receive, storedPayment } = await setup();
    await receive(event('charge.refunded', 500));
    await receive(JSON.stringify({ id: 'evt_1', type: 'invoice.paid', data: {} }));
    await receive('null');
    expect(storedPayment()).toBeUndefined();
  });

  it('does not change a payment whose refund failed, and ignores an event without a payment', async () => {
    const refunded = transition(captured, 'refunded', { refundedTotal: 500 });
    const { receive, storedPayment } = await setup(refunded);
    const failed = (object: object) =>
      JSON.stringify({ id: 'evt_1', type: 'refund.failed', data: { object } });
    await receive(failed({ id: 're_1', payment_intent: 'auth_1' }));
    await receive(failed({ id: 're_1', payment_intent: null }));
    expect(storedPayment()).toMatchObject({ status: 'refunded', refundedTotal: 500, version: 1 });
  });

  it('publishes only events that meet their contracts, for any signed events', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(
            fc.constantFrom('charge.captured', 'charge.refunded'),
            fc.oneof(fc.integer({ min: 0, max: 500 }), fc.integer(), fc.double(), fc.jsonValue()),
            fc.constantFrom('eur', 'usd', 'EUR', null),
          ),
        ),
        async (events) => {
          const { receive, storedPayment } = await setup(authorized);
          let refunded = 0;
          for (const [type, amount, currency] of events) {
            const before = { ...storedPayment()! };
            // A refund before the capture is retried by the provider.
            const kind = await receive(event(type, amount, 'evt_1', currency)).catch(
              (error: { readonly kind?: string }) => error.kind,
            );
            expect([undefined, 'unavailable']).toContain(kind);
            for (const { contract, data, ...rest } of toPaymentEvents({
              before,
              after: { ...storedPayment()! },
            })) {
              const envelope = {
                id: 'e-1',
                type: contract.type,
                version: 1,
                source: 'payments',
                data,
                ...rest,
              };
              const published = { ...envelope, occurredAt: now().toISOString(), correlationId: 'c-1' };
              expect([contract.validate(published), contract.validate.errors]).toEqual([true, null]);
              if (contract === PaymentRefunded) refunded += (data as { amount: Money }).amount.amount;
            }
          }
          expect(refunded).toBe(storedPayment()!.refundedTotal);
          expect(refunded).toBeLessThanOrEqual(500);
        },
      ),
    ));

  it('rejects a missing, foreign or mismatched signature', async () => {
    const { receive, storedPayment } = await setup(captured);
    const refund = event('charge.refunded', 500);
    for (const signature of ['', signPayload(refund, 'whsec_b', now()), signPayload('{}', secret, now())])
      await expect(receive(refund, signature)).rejects.toMatchObject({
        kind: 'invalid',
        code: 'webhook.signature-invalid',
      });
    await expect(receive('{')).rejects.toMatchObject({ code: 'webhook.invalid-json' });
    expect(storedPayment()).toMatchObject({ status: 'captured', refundedTotal: 0 });
  });
});

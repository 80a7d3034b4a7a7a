import { describe, expect, it } from '@jest/globals';
import { PaymentFailed } from '#libs/contracts';
import { money, newId } from '#libs/models';
import { intentTo, transition, refundedTo, tombstone, type Payment } from './payment.ts';
import { paymentEvents } from './payment-events.ts';

const now = new Date('2030-01-01T12:00:00.000Z');
const intent = intentTo({ orderId: newId('ord'), amount: money(500, 'EUR') }, now);
const authorized = transition(intent, 'authorized', { authorizationId: 'a' });
const captured = transition(authorized, 'captured');

const toEvents = (before: Payment | undefined, after: Payment) =>
  paymentEvents({ ...(before && { before: { ...before } }), after: { ...after, version: 7 } });

describe('paymentEvents', () => {
  it('tells of money that came, once', () => {
    const [event, ...others] = toEvents(authorized, captured);
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      contract: { type: 'PaymentCaptured' },
      subject: intent.paymentId,
      revision: 7,
      data: { paymentId: intent.paymentId, orderId: intent.orderId, amount: money(500, 'EUR') },
    });
  });

  it('tells of money that was refused and whose it was, once', () => {
    const customerId = 'f3c5b4a6-2d0e-4b57-9a77-0c6a52e1a001';
    const declined = transition(intent, 'declined', { declineCode: 'payment.token-invalid' });
    const { paymentId, orderId } = intent;
    const data = { paymentId, orderId, amount: money(500, 'EUR'), code: 'payment.token-invalid' };
    expect(toEvents(intent, declined)).toEqual([
      { contract: PaymentFailed, subject: paymentId, revision: 7, data },
    ]);
    const [ofCustomer] = toEvents({ ...intent, customerId }, { ...declined, customerId });
    expect(ofCustomer?.data).toEqual({ ...data, customerId });
    expect(toEvents(declined, declined)).toEqual([]);
  });

  it('tells of each part that went back, with the total so far', () => {
    const partly = refundedTo(captured, 200);
    expect(toEvents(captured, partly)).toMatchObject([
      {
        contract: { type: 'PaymentRefunded' },
        data: { amount: money(200, 'EUR'), refundedTotal: money(200, 'EUR') },
      },
    ]);
    expect(toEvents(partly, refundedTo(partly, 500))).toMatchObject([
      { data: { amount: money(300, 'EUR'), refundedTotal: money(500, 'EUR') } },
    ]);
    const customerId = 'f3c5b4a6-2d0e-4b57-9a77-0c6a52e1a001';
    const [ofCustomer] = toEvents(captured, { ...partly, customerId });
    expect(ofCustomer?.data).toMatchObject({ customerId });
  });

  it('keeps to itself what was only held', () => {
    expect(toEvents(undefined, intent)).toEqual([]);
    expect(toEvents(intent, authorized)).toEqual([]);
    expect(toEvents(authorized, transition(authorized, 'voided'))).toEqual([]);
    expect(toEvents(undefined, tombstone(intent.orderId, now))).toEqual([]);
    expect(paymentEvents({ before: { ...captured } })).toEqual([]);
  });
});

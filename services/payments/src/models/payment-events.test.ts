import { describe, expect, it } from '@jest/globals';
import { money, newId } from '#libs/models';
import { intentTo, moved, refundedTo, tombstone, type Payment } from './payment.ts';
import { paymentEvents } from './payment-events.ts';

const now = new Date('2030-01-01T12:00:00.000Z');
const intent = intentTo({ orderId: newId('ord'), amount: money(500, 'EUR') }, now);
const authorised = moved(intent, 'authorised', { authorisationId: 'a' });
const captured = moved(authorised, 'captured');

const eventsOf = (before: Payment | undefined, after: Payment) =>
  paymentEvents({ ...(before && { before: { ...before } }), after: { ...after, version: 7 } });

describe('paymentEvents', () => {
  it('tells of money that came, once', () => {
    const [event, ...others] = eventsOf(authorised, captured);
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      contract: { type: 'PaymentCaptured' },
      subject: intent.paymentId,
      revision: 7,
      data: { paymentId: intent.paymentId, orderId: intent.orderId, amount: money(500, 'EUR') },
    });
  });

  it('tells of each part that went back, with the total so far', () => {
    const partly = refundedTo(captured, 200);
    expect(eventsOf(captured, partly)).toMatchObject([
      {
        contract: { type: 'PaymentRefunded' },
        data: { amount: money(200, 'EUR'), refundedTotal: money(200, 'EUR') },
      },
    ]);
    expect(eventsOf(partly, refundedTo(partly, 500))).toMatchObject([
      { data: { amount: money(300, 'EUR'), refundedTotal: money(500, 'EUR') } },
    ]);
  });

  it('keeps to itself what was only held', () => {
    expect(eventsOf(undefined, intent)).toEqual([]);
    expect(eventsOf(intent, authorised)).toEqual([]);
    expect(eventsOf(authorised, moved(authorised, 'voided'))).toEqual([]);
    expect(eventsOf(undefined, tombstone(intent.orderId, now))).toEqual([]);
    expect(paymentEvents({ before: { ...captured } })).toEqual([]);
  });
});

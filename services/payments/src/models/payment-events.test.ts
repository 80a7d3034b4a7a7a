import { describe, expect, it } from '@jest/globals';
import { PaymentFailed } from '#libs/contracts';
import { money, newId } from '#libs/models';
import fc from 'fast-check';
import { checkStreamFilter } from '../../../../tools/workspace/src/testing/stream-filter.ts';
import { newPayment, transition, withRefundedTotal, newVoidedPayment, type Payment } from './payment.ts';
import { toPaymentEvents } from './payment-events.ts';

const now = new Date('2030-01-01T12:00:00.000Z');
const created = newPayment({ orderId: newId('ord'), amount: money(500, 'EUR') }, now);
const authorized = transition(created, 'authorized', { authorizationId: 'a' });
const captured = transition(authorized, 'captured');

const toEvents = (before: Payment | undefined, after: Payment) =>
  toPaymentEvents({ ...(before && { before: { ...before } }), after: { ...after, version: 7 } });

describe('paymentEvents', () => {
  it('publishes a capture once', () => {
    const [event, ...others] = toEvents(authorized, captured);
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      contract: { type: 'PaymentCaptured' },
      subject: created.paymentId,
      revision: 7,
      data: { paymentId: created.paymentId, orderId: created.orderId, amount: money(500, 'EUR') },
    });
  });

  it('publishes a decline with its customer once', () => {
    const customerId = 'f3c5b4a6-2d0e-4b57-9a77-0c6a52e1a001';
    const declined = transition(created, 'declined', { declineCode: 'payment.token-invalid' });
    const { paymentId, orderId } = created;
    const data = { paymentId, orderId, amount: money(500, 'EUR'), code: 'payment.token-invalid' };
    expect(toEvents(created, declined)).toEqual([
      { contract: PaymentFailed, subject: paymentId, revision: 7, data },
    ]);
    const [ofCustomer] = toEvents({ ...created, customerId }, { ...declined, customerId });
    expect(ofCustomer?.data).toEqual({ ...data, customerId });
    expect(toEvents(declined, declined)).toEqual([]);
  });

  it('publishes each refund with the total so far', () => {
    const partly = withRefundedTotal(captured, 200);
    expect(toEvents(captured, partly)).toMatchObject([
      {
        contract: { type: 'PaymentRefunded' },
        data: { amount: money(200, 'EUR'), refundedTotal: money(200, 'EUR'), isFullyRefunded: false },
      },
    ]);
    expect(toEvents(partly, withRefundedTotal(partly, 500))).toMatchObject([
      { data: { amount: money(300, 'EUR'), refundedTotal: money(500, 'EUR'), isFullyRefunded: true } },
    ]);
    const customerId = 'f3c5b4a6-2d0e-4b57-9a77-0c6a52e1a001';
    const [ofCustomer] = toEvents(captured, { ...partly, customerId });
    expect(ofCustomer?.data).toMatchObject({ customerId });
  });

  it('publishes nothing for other changes', () => {
    expect(toEvents(undefined, created)).toEqual([]);
    expect(toEvents(created, authorized)).toEqual([]);
    expect(toEvents(authorized, transition(authorized, 'voided'))).toEqual([]);
    expect(toEvents(undefined, newVoidedPayment(created.orderId, now))).toEqual([]);
    expect(toPaymentEvents({ before: { ...captured } })).toEqual([]);
  });

  it('is invoked for every change that it publishes', async () => {
    const paid = fc.nat({ max: 500 }).map((refunded) => withRefundedTotal(captured, refunded));
    const unpaid = fc.constantFrom(
      created,
      authorized,
      transition(authorized, 'voided'),
      transition(created, 'declined'),
      newVoidedPayment(created.orderId, now),
    );
    const item = fc
      .tuple(fc.oneof(paid, unpaid), fc.nat())
      .map(([payment, version]) => ({ ...payment, version }));
    const count = await checkStreamFilter(
      ['payments', 'publish-payment-changes'],
      item,
      (change) => toPaymentEvents(change).length > 0,
    );
    expect(count).toBeGreaterThan(0);
  });
});

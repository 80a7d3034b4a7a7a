import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { money } from '#libs/models';
import type { Charge } from './charge.ts';
import { chargeDiscrepancies } from './charge-discrepancy.ts';
import type { Payment, PaymentStatus } from './payment.ts';

const charge = (over: Partial<Charge> = {}): Charge => ({
  authorizationId: 'auth_1',
  orderId: 'ord_1',
  currency: 'eur',
  isVoided: false,
  authorizedTotal: 500,
  capturedTotal: 500,
  refundedTotal: 0,
  ...over,
});
const payment = (status: PaymentStatus, over: Partial<Payment> = {}): Payment => ({
  orderId: 'ord_1',
  paymentId: 'pay_1',
  status,
  amount: money(500, 'EUR'),
  authorizationId: 'auth_1',
  refundedTotal: 0,
  createdAt: '2030-01-01T00:00:00.000Z',
  ...over,
});
const uncaptured = { capturedTotal: 0 };
const released = { isVoided: true, capturedTotal: 0 };
const refunded = { refundedTotal: 500 };

describe('a charge and the payment of its order', () => {
  it.each<[string, Charge, Payment | undefined]>([
    ['authorized', charge(uncaptured), payment('authorized')],
    ['captured', charge(), payment('captured')],
    ['refunded in part', charge({ refundedTotal: 200 }), payment('captured', { refundedTotal: 200 })],
    ['refunded', charge(refunded), payment('refunded', { refundedTotal: 500 })],
    ['voided', charge(released), payment('voided')],
    ['voided after the capture', charge(refunded), payment('voided')],
    ['released, without a payment', charge(released), undefined],
    [
      'released, next to the recorded one',
      charge({ ...released, authorizationId: 'auth_2' }),
      payment('captured'),
    ],
  ])('agree when it is %s', (_state, booked, recorded) => {
    expect(chargeDiscrepancies(booked, recorded)).toEqual([]);
  });

  it.each<[string, Charge, Payment | undefined]>([
    ['captured-above-authorized', charge({ capturedTotal: 501 }), undefined],
    ['refunded-above-captured', charge({ refundedTotal: 501 }), payment('voided')],
    ['payment-not-found', charge(), undefined],
    ['charged-twice', charge({ authorizationId: 'auth_2' }), payment('captured')],
    ['charged-twice', charge({ authorizationId: 'auth_2', ...uncaptured }), payment('authorized')],
    ['not-released', charge(uncaptured), payment('voided')],
    ['not-released', charge({ refundedTotal: 499 }), payment('voided')],
    ['not-released', charge(), payment('authorizing')],
    ['not-released', charge(), payment('declined')],
    ['amount-differs', charge({ ...uncaptured, authorizedTotal: 400 }), payment('authorized')],
    ['amount-differs', charge({ currency: 'usd' }), payment('captured')],
    ['status-differs', charge(), payment('authorized')],
    ['status-differs', charge(uncaptured), payment('captured')],
    ['status-differs', charge(released), payment('authorized')],
    ['refund-differs', charge({ refundedTotal: 200 }), payment('captured')],
    ['refund-differs', charge(), payment('refunded', { refundedTotal: 500 })],
  ])('have the discrepancy %s', (discrepancy, booked, recorded) => {
    expect(chargeDiscrepancies(booked, recorded)).toContain(discrepancy);
  });

  it('disagree when any total of a captured charge is another one', () => {
    const totals = fc.record({
      authorizedTotal: fc.nat(1_000),
      capturedTotal: fc.nat(1_000),
      refundedTotal: fc.nat(1_000),
    });
    fc.assert(
      fc.property(totals, fc.nat(499), (booked, refundedTotal) => {
        const agrees =
          booked.authorizedTotal === 500 &&
          booked.capturedTotal === 500 &&
          booked.refundedTotal === refundedTotal;
        const found = chargeDiscrepancies(charge(booked), payment('captured', { refundedTotal }));
        expect(found.length === 0).toBe(agrees);
      }),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import { money, newId } from '#libs/models';
import {
  newPayment,
  canTransition,
  transition,
  withRefundedTotal,
  newVoidedPayment,
  type PaymentStatus,
} from './payment.ts';

const now = new Date('2030-01-01T12:00:00.000Z');
const created = newPayment({ orderId: newId('ord'), amount: money(500, 'EUR') }, now);
const statuses = ['authorizing', 'authorized', 'captured', 'refunded', 'voided', 'declined'] as const;

describe('a payment', () => {
  it('allows only the transitions in its table', () => {
    const allowed = statuses.flatMap((status) =>
      statuses.filter((next) => canTransition({ status }, next)).map((next) => `${status} → ${next}`),
    );
    expect(allowed).toEqual([
      'authorizing → authorized',
      'authorizing → voided',
      'authorizing → declined',
      'authorized → captured',
      'authorized → voided',
      'captured → refunded',
    ]);
  });

  it('rejects an illegal transition with its current status', () => {
    const voided = newVoidedPayment(created.orderId, now);
    expect(() => transition(voided, 'captured')).toThrow('payment.voided');
    expect(transition(created, 'authorized', { authorizationId: 'a' })).toEqual({
      ...created,
      status: 'authorized',
      authorizationId: 'a',
    });
  });

  it('is refunded once the total is reached, in any order of totals', () => {
    const captured = { ...created, status: 'captured' as PaymentStatus };
    const partly = withRefundedTotal(captured, 200);
    expect(partly).toMatchObject({ status: 'captured', refundedTotal: 200 });
    expect(withRefundedTotal(partly, 150)).toBe(partly);
    expect(withRefundedTotal(partly, 200)).toBe(partly);
    expect(withRefundedTotal(partly, 500)).toMatchObject({ status: 'refunded', refundedTotal: 500 });
  });
});

import { describe, expect, it } from '@jest/globals';
import { money, newId } from '#libs/models';
import { intentTo, canTransition, transition, refundedTo, tombstone, type PaymentStatus } from './payment.ts';

const now = new Date('2030-01-01T12:00:00.000Z');
const intent = intentTo({ orderId: newId('ord'), amount: money(500, 'EUR') }, now);
const statuses = ['authorizing', 'authorized', 'captured', 'refunded', 'voided', 'declined'] as const;

describe('a payment', () => {
  it('moves only as the table allows', () => {
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

  it('says where it stands when it may not move', () => {
    const voided = tombstone(intent.orderId, now);
    expect(() => transition(voided, 'captured')).toThrow('payment.voided');
    expect(transition(intent, 'authorized', { authorizationId: 'a' })).toEqual({
      ...intent,
      status: 'authorized',
      authorizationId: 'a',
    });
  });

  it('is refunded once all of it went back, whatever order totals come in', () => {
    const captured = { ...intent, status: 'captured' as PaymentStatus };
    const partly = refundedTo(captured, 200);
    expect(partly).toMatchObject({ status: 'captured', refundedTotal: 200 });
    expect(refundedTo(partly, 150)).toBe(partly);
    expect(refundedTo(partly, 200)).toBe(partly);
    expect(refundedTo(partly, 500)).toMatchObject({ status: 'refunded', refundedTotal: 500 });
  });
});

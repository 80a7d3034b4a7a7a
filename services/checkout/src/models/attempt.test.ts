import { describe, expect, it } from '@jest/globals';
import { fingerprintOf, outcomeOf, repeatedAttempt, requireAttemptLeft } from './attempt.ts';

const first = { orderId: 'ord_1', key: 'k1', fingerprint: 'f1', failure: { code: 'payment.declined' } };
const second = { orderId: 'ord_2', key: 'k2', fingerprint: 'f2' };
const session = { sessionId: 'chk_1', status: 'completing', attempts: [first, second] };

describe('attempts', () => {
  it('are found by their key', () => {
    expect(repeatedAttempt(session, { key: 'k1', fingerprint: 'f1' })).toBe(first);
    expect(repeatedAttempt(session, { key: 'k3', fingerprint: 'f1' })).toBeUndefined();
  });

  it('refuse their key for another body', () => {
    expect(() => repeatedAttempt(session, { key: 'k1', fingerprint: 'f2' })).toThrow(
      'idempotency.key-reused',
    );
  });

  it('end each in their own way', () => {
    expect(outcomeOf(session, 'ord_1')).toEqual({
      sessionId: 'chk_1',
      status: 'open',
      orderId: 'ord_1',
      failure: first.failure,
    });
    expect(outcomeOf(session, 'ord_2').status).toBe('completing');
    expect(outcomeOf({ ...session, status: 'completed' }, 'ord_2').status).toBe('completed');
    expect(outcomeOf({ ...session, status: 'completed' }, 'ord_1').status).toBe('open');
  });

  it('are ten at most', () => {
    const many = (length: number) => ({ attempts: Array.from({ length }, () => first) });
    expect(() => requireAttemptLeft(many(9))).not.toThrow();
    expect(() => requireAttemptLeft(many(10))).toThrow('checkout.too-many-attempts');
  });

  it('tell bodies apart, and sessions too, without showing them', () => {
    const fingerprint = fingerprintOf('chk_1', 'tok_1');
    expect(fingerprintOf('chk_1', 'tok_1')).toBe(fingerprint);
    expect(fingerprintOf('chk_1', 'tok_2')).not.toBe(fingerprint);
    expect(fingerprintOf('chk_2', 'tok_1')).not.toBe(fingerprint);
    expect(fingerprint).not.toContain('tok_1');
  });
});

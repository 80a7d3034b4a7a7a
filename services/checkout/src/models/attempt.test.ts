import { describe, expect, it } from '@jest/globals';
import { toFingerprint, toAttemptView, findAttempt, requireAttemptsLeft } from './attempt.ts';

const first = { orderId: 'ord_1', key: 'k1', fingerprint: 'f1', failure: { code: 'payment.declined' } };
const second = { orderId: 'ord_2', key: 'k2', fingerprint: 'f2' };
const session = { sessionId: 'chk_1', status: 'completing', attempts: [first, second] };

describe('findAttempt', () => {
  it('finds an attempt by its key', () => {
    expect(findAttempt(session, { key: 'k1', fingerprint: 'f1' })).toBe(first);
    expect(findAttempt(session, { key: 'k3', fingerprint: 'f1' })).toBeUndefined();
  });

  it('rejects a key that was used with another body', () => {
    expect(() => findAttempt(session, { key: 'k1', fingerprint: 'f2' })).toThrow('idempotency.key-reused');
  });
});

describe('toAttemptView', () => {
  it('returns the state of each attempt', () => {
    expect(toAttemptView(session, 'ord_1')).toEqual({
      sessionId: 'chk_1',
      status: 'open',
      orderId: 'ord_1',
      failure: first.failure,
    });
    expect(toAttemptView(session, 'ord_2').status).toBe('completing');
    expect(toAttemptView({ ...session, status: 'completed' }, 'ord_2').status).toBe('completed');
    expect(toAttemptView({ ...session, status: 'completed' }, 'ord_1').status).toBe('open');
  });
});

describe('requireAttemptsLeft', () => {
  it('allows ten attempts', () => {
    const many = (length: number) => ({ attempts: Array.from({ length }, () => first) });
    expect(() => requireAttemptsLeft(many(9))).not.toThrow();
    expect(() => requireAttemptsLeft(many(10))).toThrow('checkout.too-many-attempts');
  });
});

describe('toFingerprint', () => {
  it('depends on the session and the body, and does not contain them', () => {
    const fingerprint = toFingerprint('chk_1', 'tok_1');
    expect(toFingerprint('chk_1', 'tok_1')).toBe(fingerprint);
    expect(toFingerprint('chk_1', 'tok_2')).not.toBe(fingerprint);
    expect(toFingerprint('chk_2', 'tok_1')).not.toBe(fingerprint);
    expect(fingerprint).not.toContain('tok_1');
  });
});

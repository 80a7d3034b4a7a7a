import { describe, expect, it } from '@jest/globals';
import { dueAt, isStuck, toldAgain } from './due.ts';
import type { Session } from './session.ts';

const expiresAt = '2030-01-02T12:00:00.000Z';
const submission = { paymentToken: 'tok', redemptions: [], submittedAt: '2030-01-01T12:00:00.000Z' };

describe('a session is due', () => {
  it('when it expires, as long as it is open', () => {
    expect(dueAt({ status: 'open', expiresAt })).toBe(expiresAt);
    for (const status of ['completed', 'cancelled', 'expired'] as const)
      expect(dueAt({ status, expiresAt })).toBeUndefined();
  });

  it('every quarter of an hour while its purchase does not end, for an hour', () => {
    const due: (string | undefined)[] = [];
    let session = { status: 'completing', expiresAt, submission } as unknown as Session;
    for (; !isStuck(session); session = toldAgain(session)) due.push(dueAt(session));
    expect(due).toEqual(['2030-01-01T12:15:00.000Z', '2030-01-01T12:30:00.000Z', '2030-01-01T12:45:00.000Z']);
    expect(dueAt(session)).toBe('2030-01-01T13:00:00.000Z');
    expect(session.submission?.paymentToken).toBe('tok');
  });
});

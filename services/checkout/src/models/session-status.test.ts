import { describe, expect, it } from '@jest/globals';
import { catchAppError } from '../../test/catch-app-error.ts';
import {
  requireNotInProgress,
  requireOpen,
  requireTransition,
  statusAt,
  type SessionStatus,
} from './session-status.ts';

const now = new Date('2030-01-01T12:00:00.000Z');
const expiresAt = '2030-01-02T12:00:00.000Z';
const every: SessionStatus[] = ['open', 'completing', 'completed', 'canceled', 'expired'];

describe('the state machine of a session', () => {
  it.each<[SessionStatus, SessionStatus[]]>([
    ['open', ['completing', 'canceled', 'expired']],
    ['completing', ['open', 'completed']],
    ['completed', []],
    ['canceled', []],
    ['expired', []],
  ])('allows the transitions from %s to %j only', (status, allowed) => {
    for (const next of every) {
      const error = catchAppError(() => requireTransition({ status, expiresAt }, next, now));
      const rejection = status === 'expired' ? 'checkout.expired' : 'checkout.not-open';
      expect(error?.code).toBe(allowed.includes(next) ? undefined : rejection);
    }
  });

  it.each(every)('allows changes of the basket only when open: %s', (status) => {
    const error = catchAppError(() => requireOpen({ status, expiresAt }, now));
    const rejection = status === 'expired' ? 'checkout.expired' : 'checkout.not-open';
    expect(error?.code).toBe(status === 'open' ? undefined : rejection);
  });
});

describe('statusAt', () => {
  const at = (time: string) => new Date(time);

  it('returns expired for an open session from expiresAt on', () => {
    expect(statusAt({ status: 'open', expiresAt }, at('2030-01-02T11:59:59.999Z'))).toBe('open');
    expect(statusAt({ status: 'open', expiresAt }, at(expiresAt))).toBe('expired');
  });

  it('does not expire a completing or ended session', () => {
    for (const status of ['completing', 'completed', 'canceled'] as const)
      expect(statusAt({ status, expiresAt }, at('2031-01-01T00:00:00.000Z'))).toBe(status);
  });

  it('rejects changes of an expired session', () => {
    const change = () => requireOpen({ status: 'open', expiresAt }, at(expiresAt));
    expect(change).toThrow(expect.objectContaining({ kind: 'conflict', code: 'checkout.expired' }));
  });
});

it('rejects a session whose order is in progress', () => {
  expect(() => requireNotInProgress({ status: 'completing' })).toThrow('checkout.in-progress');
  expect(() => requireNotInProgress({ status: 'open' })).not.toThrow();
});

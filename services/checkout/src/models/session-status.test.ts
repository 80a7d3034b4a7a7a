import { describe, expect, it } from '@jest/globals';
import { catchAppError } from '../../test/catch-app-error.ts';
import { moves, requireMove, requireNotInProgress, statusAt, type SessionStatus } from './session-status.ts';

const now = new Date('2030-01-01T12:00:00.000Z');
const expiresAt = '2030-01-02T12:00:00.000Z';
const every: SessionStatus[] = ['open', 'completing', 'completed', 'canceled', 'expired'];

describe('the transitions of a session', () => {
  it.each([
    ['open', ['open', 'completing', 'canceled', 'expired']],
    ['completing', ['completed', 'open']],
    ['completed', []],
    ['canceled', []],
    ['expired', []],
  ])('lead from %s to %j', (from, to) => {
    const reachable = Object.values(moves).filter((move) => move.from === from);
    expect(reachable.map((move) => move.to).toSorted()).toEqual(to.toSorted());
  });

  it.each(Object.entries(moves))('allow %s only from its own status', (_, move) => {
    for (const status of every) {
      const error = catchAppError(() => requireMove({ status, expiresAt }, move, now));
      const code = status === 'expired' ? 'checkout.expired' : 'checkout.not-open';
      expect(error?.code).toBe(status === move.from ? undefined : code);
    }
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
    const change = () => requireMove({ status: 'open', expiresAt }, moves.change, at(expiresAt));
    expect(change).toThrow(expect.objectContaining({ kind: 'conflict', code: 'checkout.expired' }));
  });
});

it('rejects a session whose order is in progress', () => {
  expect(() => requireNotInProgress({ status: 'completing' })).toThrow('checkout.in-progress');
  expect(() => requireNotInProgress({ status: 'open' })).not.toThrow();
});

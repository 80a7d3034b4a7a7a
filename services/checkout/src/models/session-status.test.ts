import { describe, expect, it } from '@jest/globals';
import { refusalOf } from '../../test/refusal-of.ts';
import { moves, requireMove, requireNotUnderWay, statusAt, type SessionStatus } from './session-status.ts';

const now = new Date('2030-01-01T12:00:00.000Z');
const expiresAt = '2030-01-02T12:00:00.000Z';
const every: SessionStatus[] = ['open', 'completing', 'completed', 'canceled', 'expired'];

describe('the states of a session', () => {
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

  it.each(Object.entries(moves))('let %s begin nowhere but where it begins', (_, move) => {
    for (const status of every) {
      const refusal = refusalOf(() => requireMove({ status, expiresAt }, move, now));
      const code = status === 'expired' ? 'checkout.expired' : 'checkout.not-open';
      expect(refusal?.code).toBe(status === move.from ? undefined : code);
    }
  });
});

describe('an expired session', () => {
  const at = (time: string) => new Date(time);

  it('is one that was open until its time', () => {
    expect(statusAt({ status: 'open', expiresAt }, at('2030-01-02T11:59:59.999Z'))).toBe('open');
    expect(statusAt({ status: 'open', expiresAt }, at(expiresAt))).toBe('expired');
  });

  it('is none that is being completed, or has ended', () => {
    for (const status of ['completing', 'completed', 'canceled'] as const)
      expect(statusAt({ status, expiresAt }, at('2031-01-01T00:00:00.000Z'))).toBe(status);
  });

  it('refuses changes', () => {
    const change = () => requireMove({ status: 'open', expiresAt }, moves.change, at(expiresAt));
    expect(change).toThrow(expect.objectContaining({ kind: 'conflict', code: 'checkout.expired' }));
  });
});

it('says so while a purchase is under way', () => {
  expect(() => requireNotUnderWay({ status: 'completing' })).toThrow('checkout.in-progress');
  expect(() => requireNotUnderWay({ status: 'open' })).not.toThrow();
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Session } from '../models/session.ts';
import { newLifetime } from '../models/session-lifetime.ts';
import { dueAt } from './due-at.ts';

const created = Date.UTC(2030, 0, 1, 12);
const openAfter = (minutes: number) =>
  ({
    status: 'open',
    createdAt: new Date(created).toISOString(),
    ...newLifetime(new Date(created + minutes * 60_000)),
  }) as Session;

describe('dueAt', () => {
  it('is after the expiry, and at most a day after it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 * 24 * 30 }), (minutes) => {
        const session = openAfter(minutes);
        const delay = Date.parse(dueAt(session)!) - Date.parse(session.expiresAt);
        expect(delay).toBeGreaterThan(0);
        expect(delay).toBeLessThanOrEqual(24 * 60 * 60 * 1000);
      }),
    );
  });

  it('does not move when a session is changed on the day of its creation', () => {
    expect(new Set([0, 1, 60, 24 * 60 - 1].map((minutes) => dueAt(openAfter(minutes))))).toEqual(
      new Set(['2030-01-03T12:00:00.000Z']),
    );
  });
});

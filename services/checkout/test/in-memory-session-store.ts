import { AppError } from '#libs/errors';
import { inMemoryRecordRepository } from '#libs/testing';
import type { SessionStore } from '../src/gateways/session-store.ts';
import { dueAt } from '../src/gateways/due-at.ts';
import type { Session } from '../src/models/session.ts';
import type { InMemoryDiscountRegister } from './in-memory-discount-register.ts';

/** The store in memory; it passes the same contract test as the one on DynamoDB. */
export function inMemorySessionStore(discounts: InMemoryDiscountRegister): SessionStore {
  const records = inMemoryRecordRepository<Session>(['sessionId']);
  const isLost = async (write: Promise<unknown>) => {
    try {
      await write;
      return false;
    } catch (error) {
      if (error instanceof AppError && error.code === 'record.changed') return true;
      throw error;
    }
  };
  return {
    async *due(now) {
      for (const session of records.records())
        if ((dueAt(session) ?? '9') <= now.toISOString()) yield session.sessionId;
    },
    find: (sessionId) => records.get({ sessionId }),
    insert: (session) => records.insert(session),
    replace: (session) => records.replace(session),
    async submit(session, redemptions) {
      const isConfirmed = await records.get(session);
      if (isConfirmed?.version !== session.version) return 'another-change';
      if (!discounts.canTake(redemptions)) return 'another-redemption';
      discounts.take(redemptions);
      if (!(await isLost(records.replace(session)))) return undefined;
      discounts.giveBack(redemptions);
      return 'another-change';
    },
    async reopen(session, redemptions) {
      if (await isLost(records.replace(session))) return 'another-change';
      discounts.giveBack(redemptions);
      return undefined;
    },
  };
}

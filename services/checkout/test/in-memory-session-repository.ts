import { AppError } from '#libs/errors';
import { inMemoryRecordRepository } from '#libs/testing';
import type { SessionRepository } from '../src/gateways/session-repository.ts';
import type { Session } from '../src/models/session.ts';
import type { InMemoryDiscountRepository } from './in-memory-discount-repository.ts';

/** Passes the same contract tests as the DynamoDB repository. */
export function inMemorySessionRepository(discounts: InMemoryDiscountRepository): SessionRepository {
  const records = inMemoryRecordRepository<Session>(['sessionId']);
  const hasConflict = async (write: Promise<unknown>) => {
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
      for (const { sessionId, status, submission } of records.records())
        if (status === 'completing' && submission && submission.republishAt <= now.toISOString())
          yield sessionId;
    },
    find: (sessionId) => records.get({ sessionId }),
    peek: (sessionId) => records.get({ sessionId }),
    async complete(sessionId, orderId) {
      const before = await records.get({ sessionId });
      if (before?.status !== 'completing' || before.submission?.orderId !== orderId) return before;
      const { submission: _, ...session } = before;
      await records.replace({ ...session, status: 'completed' });
      return before;
    },
    insert: (session) => records.insert(session),
    replace: (session) => records.replace(session),
    async submit(session, orderId, redemptions) {
      const current = await records.get(session);
      if (current?.version !== session.version) return 'session-changed';
      if (!discounts.canRedeem(redemptions)) return 'discount-unavailable';
      discounts.redeem(orderId, redemptions);
      if (!(await hasConflict(records.replace(session)))) return undefined;
      await discounts.returnAll(orderId);
      return 'session-changed';
    },
    async reopen(session, orderId) {
      if (await hasConflict(records.replace(session))) return 'session-changed';
      await discounts.returnAll(orderId);
      return undefined;
    },
  };
}

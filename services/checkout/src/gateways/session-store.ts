import type { Versioned } from '#libs/gateways';
import type { Redemption } from '../models/discount.ts';
import type { Session } from '../models/session.ts';

/** Where a write of a session fails because the world moved on since it was read. */
export type LostTo = 'another-change' | 'another-redemption';

/** All sessions. A purchase and the discounts it redeems are one write. */
export interface SessionStore {
  /** Sessions whose time has come: open ones that expired, submitted ones of which nothing was heard. */
  due(now: Date): AsyncIterable<string>;
  find(sessionId: string): Promise<Versioned<Session> | undefined>;
  insert(session: Session): Promise<Versioned<Session>>;
  /** Writes the next version over the one that was read. @throws AppError conflict `record.changed` */
  replace(session: Versioned<Session>): Promise<Versioned<Session>>;
  /** Replaces a session by itself submitted, and counts its redemptions. Undefined where both were written. */
  submit(session: Versioned<Session>, redemptions: readonly Redemption[]): Promise<LostTo | undefined>;
  /** Replaces a session by itself reopened, and gives its redemptions back. Undefined where both were written. */
  reopen(session: Versioned<Session>, redemptions: readonly Redemption[]): Promise<LostTo | undefined>;
}

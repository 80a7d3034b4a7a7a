import type { Versioned } from '#libs/gateways';
import type { Redemption } from '../models/discount.ts';
import type { Session } from '../models/session.ts';

/** Why a conditional write failed: the session changed since it was read, or a discount can no longer be redeemed. */
export type ConflictCause = 'session-changed' | 'discount-unavailable';

/** All sessions. A submission and the redemptions of its discounts are one transaction. */
export interface SessionRepository {
  /** Ids of the submitted sessions that are due to be published again, because their order has not ended. */
  due(now: Date): AsyncIterable<string>;
  find(sessionId: string): Promise<Versioned<Session> | undefined>;
  /** Eventually consistent, for half the price: only for a caller that reads again. */
  peek(sessionId: string): Promise<Versioned<Session> | undefined>;
  insert(session: Session): Promise<Versioned<Session>>;
  /** Replaces the version that was read. @throws AppError conflict `record.changed` */
  replace(session: Versioned<Session>): Promise<Versioned<Session>>;
  /**
   * Marks the session as completed if the order is in progress, without reading it before.
   *
   * @returns the session before the write, which shows whether it was made; undefined if the session does not exist
   */
  complete(sessionId: string, orderId: string): Promise<Versioned<Session> | undefined>;
  /** Writes a submitted session and counts the redemptions of its order, if any. Returns undefined on success. */
  submit(
    session: Versioned<Session>,
    orderId: string,
    redemptions: readonly Redemption[],
  ): Promise<ConflictCause | undefined>;
  /** Writes a reopened session and returns the redemptions of its failed order. Returns undefined on success. */
  reopen(session: Versioned<Session>, orderId: string): Promise<ConflictCause | undefined>;
}

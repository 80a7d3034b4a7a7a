import { count } from '#libs/logging';
import type { SessionStore } from '../gateways/session-store.ts';
import { log } from '../log-events.ts';
import { isStuck, toldAgain } from '../models/telling.ts';
import { moves, statusAt } from '../models/session-status.ts';
import { repeatWhenChanged } from './repeat-when-changed.ts';

interface Dependencies {
  readonly sessions: Pick<SessionStore, 'due' | 'find' | 'replace'>;
  readonly now: () => Date;
}

type Outcome = 'expired' | 'told-again' | 'stuck' | 'nothing-to-do';

/**
 * Looks after the sessions whose time has come. Open ones expire; they hold nothing, for discounts and stock are taken
 * with the submission. A submitted one of which nothing was heard is told once more: a purchase that was begun is not
 * begun twice, and its saga gives back what it took. A run that is repeated finds nothing more to do.
 *
 * @throws Error naming the sessions that are stuck, and with what failed
 */
export async function expireSessions(deps: Dependencies): Promise<void> {
  const outcomes = new Map<Outcome, string[]>();
  const failures: unknown[] = [];
  for await (const sessionId of deps.sessions.due(deps.now())) {
    try {
      const outcome = await lookAfter(sessionId, deps);
      outcomes.set(outcome, [...(outcomes.get(outcome) ?? []), sessionId]);
    } catch (error) {
      // The others' time has come too.
      log.error('checkout.not-expired', error, { sessionId });
      failures.push(error);
    }
  }
  const expired = outcomes.get('expired')?.length ?? 0;
  if (expired > 0) count('CheckoutExpired', expired);
  const stuck = outcomes.get('stuck') ?? [];
  if (failures.length > 0)
    throw new Error(`${failures.length} sessions did not expire.`, { cause: failures[0] });
  if (stuck.length > 0)
    throw new Error(
      `Purchases have not ended for an hour, of the sessions ${stuck.slice(0, 10).join(', ')}.`,
    );
}

const lookAfter = (sessionId: string, { sessions, now }: Dependencies): Promise<Outcome> =>
  repeatWhenChanged(async () => {
    const session = await sessions.find(sessionId);
    if (session === undefined) return 'nothing-to-do';
    if (session.status === moves.submit.to) {
      if (isStuck(session)) return 'stuck';
      await sessions.replace(toldAgain(session));
      log.warn('checkout.told-again', { sessionId, orderId: session.attempts.at(-1)?.orderId });
      return 'told-again';
    }
    const isOver = session.status === moves.expire.from && statusAt(session, now()) === moves.expire.to;
    if (!isOver) return 'nothing-to-do';
    await sessions.replace({ ...session, status: moves.expire.to });
    log.info('checkout.expired', { sessionId });
    return 'expired';
  });

import { retryOnConflict } from '#libs/gateways';
import type { SessionRepository } from '../gateways/session-repository.ts';
import { log } from '../log-events.ts';
import { metrics } from '../metrics.ts';
import { isStuck, republished } from '../models/publish-attempts.ts';
import { statusAt } from '../models/session-status.ts';

interface Dependencies {
  readonly sessions: Pick<SessionRepository, 'due' | 'find' | 'replace'>;
  readonly now: () => Date;
}

type Outcome = 'expired' | 'republished' | 'stuck' | 'unchanged';

/**
 * Processes the sessions that are due. Open sessions expire; they hold neither discounts nor stock, which are taken on
 * submission. Submitted sessions are published again: orders does not start a saga twice, and a failed saga releases
 * what it took. Running this twice has no further effect.
 *
 * @throws Error that names the stuck sessions, or has the first failure as its cause
 */
export async function expireSessions(deps: Dependencies): Promise<void> {
  const outcomes = new Map<Outcome, string[]>();
  const failures: unknown[] = [];
  for await (const sessionId of deps.sessions.due(deps.now())) {
    try {
      const outcome = await processSession(sessionId, deps);
      outcomes.set(outcome, [...(outcomes.get(outcome) ?? []), sessionId]);
    } catch (error) {
      // One failure must not keep the other sessions from being processed.
      log.error('checkout.expiry-failed', error, { sessionId });
      failures.push(error);
    }
  }
  const expired = outcomes.get('expired')?.length ?? 0;
  if (expired > 0) metrics.count('CheckoutExpired', expired);
  const stuck = outcomes.get('stuck') ?? [];
  if (failures.length > 0)
    throw new Error(`${failures.length} sessions failed to expire.`, { cause: failures[0] });
  if (stuck.length > 0)
    throw new Error(`Orders have not ended within an hour. Sessions: ${stuck.slice(0, 10).join(', ')}.`);
}

const processSession = (sessionId: string, { sessions, now }: Dependencies): Promise<Outcome> =>
  retryOnConflict(async () => {
    const session = await sessions.find(sessionId);
    if (session === undefined) return 'unchanged';
    if (session.status === 'completing') {
      if (isStuck(session)) return 'stuck';
      await sessions.replace(republished(session));
      log.warn('checkout.republished', { sessionId, orderId: session.attempts.at(-1)?.orderId });
      return 'republished';
    }
    const isExpired = session.status === 'open' && statusAt(session, now()) === 'expired';
    if (!isExpired) return 'unchanged';
    await sessions.replace({ ...session, status: 'expired' });
    log.info('checkout.expired', { sessionId });
    return 'expired';
  });

import { retryOnConflict } from '#libs/gateways';
import type { SessionRepository } from '../gateways/session-repository.ts';
import { log } from '../log-events.ts';
import { isStuck, republished } from '../models/publish-attempts.ts';

interface Dependencies {
  readonly sessions: Pick<SessionRepository, 'due' | 'find' | 'replace'>;
  readonly now: () => Date;
}

type Outcome = 'republished' | 'stuck' | 'unchanged';

/**
 * Publishes submitted sessions again whose orders have not ended in time: orders does not start a saga twice, and a failed
 * saga releases what it took. Running this twice has no further effect.
 *
 * @throws Error that names the stuck sessions, or has the first failure as its cause
 */
export async function republishSubmissions(deps: Dependencies): Promise<void> {
  const stuck: string[] = [];
  const failures: unknown[] = [];
  for await (const sessionId of deps.sessions.due(deps.now())) {
    try {
      if ((await processSession(sessionId, deps)) === 'stuck') stuck.push(sessionId);
    } catch (error) {
      // One failure must not keep the other sessions from being processed.
      log.error('checkout.republish-failed', error, { sessionId });
      failures.push(error);
    }
  }
  if (failures.length > 0)
    throw new Error(`${failures.length} submissions were not published again.`, { cause: failures[0] });
  if (stuck.length > 0)
    throw new Error(`Orders have not ended within an hour. Sessions: ${stuck.slice(0, 10).join(', ')}.`);
}

const processSession = (sessionId: string, { sessions }: Dependencies): Promise<Outcome> =>
  retryOnConflict(async () => {
    const session = await sessions.find(sessionId);
    if (session?.status !== 'completing') return 'unchanged';
    if (isStuck(session)) return 'stuck';
    await sessions.replace(republished(session));
    log.warn('checkout.republished', { sessionId, orderId: session.attempts.at(-1)?.orderId });
    return 'republished';
  });

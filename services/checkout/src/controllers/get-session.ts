import { retryOnConflict } from '#libs/gateways';
import type { ShippingOptionRepository } from '../gateways/pricing-rule-repository.ts';
import type { SessionRepository } from '../gateways/session-repository.ts';
import { offerShipping, type OfferedSession } from '../helpers/offer-shipping.ts';
import { openSession, type OpeningRequest } from '../helpers/open-session.ts';
import { statusAt } from '../models/session-status.ts';

interface Dependencies {
  readonly sessions: Pick<SessionRepository, 'find' | 'replace'>;
  readonly shippingOptions: Pick<ShippingOptionRepository, 'findAll'>;
  readonly now: () => Date;
}

/** Reads a session. A customer who opens a guest's session claims it. */
export async function getSession(request: OpeningRequest, deps: Dependencies): Promise<OfferedSession> {
  const session = await retryOnConflict(async () => {
    const { session: opened, isClaimed } = await openSession(request, deps);
    return isClaimed ? deps.sessions.replace(opened) : opened;
  });
  const isOpen = statusAt(session, deps.now()) === 'open';
  return isOpen ? { session, shippingOptions: await offerShipping(session, deps) } : { session };
}

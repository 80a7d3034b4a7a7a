import { retryOnConflict, type Versioned } from '#libs/gateways';
import type { Caller } from '#libs/lambda';
import { requireVersion } from '#libs/models';
import type { SessionRepository } from '../gateways/session-repository.ts';
import type { Session, SessionChanges } from '../models/session.ts';
import { newLifetime } from '../models/session-lifetime.ts';
import { requireOpen } from '../models/session-status.ts';
import { getSession } from './get-session.ts';
import { quoteBasket, type PricingDependencies, type Requirements } from '../helpers/quote-basket.ts';

interface Dependencies extends PricingDependencies {
  readonly sessions: Pick<SessionRepository, 'find' | 'replace'>;
  readonly now: () => Date;
}

interface Request {
  readonly sessionId: string;
  readonly changes: SessionChanges;
  readonly ifMatch: string | undefined;
  readonly caller: Caller;
}

export const updateSession = (
  { sessionId, changes, ifMatch, caller }: Request,
  deps: Dependencies,
): Promise<Versioned<Session>> =>
  retryOnConflict(async () => {
    const now = deps.now();
    const session = await getSession(sessionId, caller, deps);
    // Checked again after a conflict, which then results in 412.
    requireVersion(session, ifMatch);
    requireOpen(session, now);
    const changed = mergePatch(session, changes);
    const { redemptions: _, ...quote } = await quoteBasket(changed, toRequirements(changes), deps);
    return deps.sessions.replace({ ...changed, ...quote, ...newLifetime(now) });
  });

function mergePatch(session: Versioned<Session>, changes: SessionChanges) {
  const { lineItems = session.lineItems, discountCodes = session.discountCodes } = changes;
  const { email, shippingAddress, shippingOption } = { ...session, ...changes };
  return {
    ...session,
    lineItems,
    discountCodes: discountCodes ?? [],
    email: email ?? undefined,
    shippingAddress: shippingAddress ?? undefined,
    shippingOption: shippingOption ?? undefined,
  };
}

const toRequirements = (changes: SessionChanges): Requirements => ({
  stock: changes.lineItems !== undefined,
  discountCodes: changes.discountCodes !== undefined,
  shippingOption: changes.shippingOption !== undefined,
});

import type { Versioned } from '#libs/gateways';
import type { Caller } from '#libs/lambda';
import { requireVersion } from '#libs/models';
import type { PriceSources } from '../gateways/price-sources.ts';
import type { SessionStore } from '../gateways/session-store.ts';
import type { Session, SessionChanges } from '../models/session.ts';
import { lifetimeFrom } from '../models/session-lifetime.ts';
import { moves, requireMove } from '../models/session-status.ts';
import { getSession } from './get-session.ts';
import { quoteBasket, type Demands } from './quote-basket.ts';
import { repeatWhenChanged } from './repeat-when-changed.ts';

interface Dependencies extends PriceSources {
  readonly sessions: Pick<SessionStore, 'find' | 'replace'>;
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
  repeatWhenChanged(async () => {
    const now = deps.now();
    const session = await getSession(sessionId, caller, deps);
    // Asked again after a lost race, so that it ends as 412.
    requireVersion(session, ifMatch);
    requireMove(session, moves.change, now);
    const changed = merged(session, changes);
    const { redemptions: _, ...quote } = await quoteBasket(changed, demandsOf(changes), deps);
    return deps.sessions.replace({ ...changed, ...quote, ...lifetimeFrom(now) });
  });

function merged(session: Versioned<Session>, changes: SessionChanges) {
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

const demandsOf = (changes: SessionChanges): Demands => ({
  stock: changes.lineItems !== undefined,
  discountCodes: changes.discountCodes !== undefined,
  shippingOption: changes.shippingOption !== undefined,
});

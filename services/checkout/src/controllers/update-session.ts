import { retryOnConflict, type Versioned } from '#libs/gateways';
import { requireVersion } from '#libs/models';
import type { SessionRepository } from '../gateways/session-repository.ts';
import { toSentFields } from '../models/basket-problem.ts';
import {
  findNewCodes,
  toCallerSubject,
  toSessionSubject,
  type CodeSender,
} from '../models/discount-attempt.ts';
import type { Session, SessionChanges } from '../models/session.ts';
import { newLifetime } from '../models/session-lifetime.ts';
import { requireOpen } from '../models/session-status.ts';
import { limitCodes, type CodeLimits } from '../helpers/limit-codes.ts';
import { openSession, type OpeningRequest } from '../helpers/open-session.ts';
import type { OfferedSession } from '../helpers/offer-shipping.ts';
import { quoteBasket, type PricingDependencies } from '../helpers/quote-basket.ts';

interface Dependencies extends PricingDependencies {
  readonly sessions: Pick<SessionRepository, 'find' | 'replace'>;
  readonly codeLimits: CodeLimits;
  readonly now: () => Date;
}

interface Request extends OpeningRequest, CodeSender {
  readonly changes: SessionChanges;
  readonly ifMatch: string | undefined;
}

/** Changes a session and prices it again. */
export const updateSession = (request: Request, deps: Dependencies): Promise<OfferedSession> =>
  retryOnConflict(async () => {
    const now = deps.now();
    const { changes, ifMatch } = request;
    const { session } = await openSession(request, deps);
    // Checked again after a conflict, which then results in 412.
    requireVersion(session, ifMatch);
    requireOpen(session, now);
    const changed = mergePatch(session, changes);
    const codes = {
      count: findNewCodes(changed.discountCodes, session.discountCodes).length,
      limits: [
        [deps.codeLimits.session, toSessionSubject(session.sessionId)],
        [deps.codeLimits.caller, toCallerSubject(request)],
      ] as const,
    };
    const {
      redemptions: _,
      shippingOptions,
      ...quote
    } = await limitCodes(codes, () => quoteBasket(changed, toSentFields(changes), deps));
    const { shippingOption: __, ...fields } = changed;
    const stored = await deps.sessions.replace({ ...fields, ...quote, ...newLifetime(now) });
    return { session: stored, shippingOptions };
  });

function mergePatch(session: Versioned<Session>, changes: SessionChanges) {
  const { lineItems = session.lineItems, discountCodes = session.discountCodes } = changes;
  const { email, shippingAddress } = { ...session, ...changes };
  const { shippingOption = session.shipping?.optionId } = changes;
  return {
    ...session,
    lineItems,
    currency: changes.lineItems ? undefined : session.currency,
    discountCodes: discountCodes ?? [],
    email: email ?? undefined,
    shippingAddress: shippingAddress ?? undefined,
    shippingOption: shippingOption ?? undefined,
  };
}

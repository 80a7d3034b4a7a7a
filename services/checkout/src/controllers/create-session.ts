import { newId } from '#libs/models';
import type { SessionRepository } from '../gateways/session-repository.ts';
import { log } from '../log-events.ts';
import { metrics } from '../metrics.ts';
import { toSentFields } from '../models/basket-problem.ts';
import { findNewCodes, toCallerSubject, type CodeSender } from '../models/discount-attempt.ts';
import { toCustomerId } from '../models/session-access.ts';
import type { NewSession } from '../models/session.ts';
import { hashSessionToken, newSessionToken } from '../models/session-token.ts';
import { newLifetime } from '../models/session-lifetime.ts';
import { limitCodes, type CodeLimits } from '../helpers/limit-codes.ts';
import type { OfferedSession } from '../helpers/offer-shipping.ts';
import { quoteBasket, type PricingDependencies } from '../helpers/quote-basket.ts';

interface Dependencies extends PricingDependencies {
  readonly sessions: Pick<SessionRepository, 'insert'>;
  readonly codeLimits: Pick<CodeLimits, 'caller'>;
  readonly now: () => Date;
}

interface CreatedSession extends OfferedSession {
  /** The secret of a guest's session. Only its digest is stored, so it is returned once. */
  readonly sessionToken: string | undefined;
}

/** Creates the session of a customer, or of a guest, who receives the token that opens it. */
export async function createSession(
  request: NewSession,
  sender: CodeSender,
  deps: Dependencies,
): Promise<CreatedSession> {
  const now = deps.now();
  const customerId = toCustomerId(sender.caller);
  const sessionToken = customerId === undefined ? newSessionToken() : undefined;
  const { email, shippingAddress, shippingOption, lineItems, discountCodes = [] } = request;
  const customer = { customerId, email, shippingAddress };
  const basket = { ...customer, lineItems, shippingOption, discountCodes };
  const codes = {
    count: findNewCodes(discountCodes, []).length,
    limits: [[deps.codeLimits.caller, toCallerSubject(sender)]] as const,
  };
  const {
    redemptions: _,
    shippingOptions,
    ...quote
  } = await limitCodes(codes, () => quoteBasket(basket, toSentFields(request), deps));
  const session = await deps.sessions.insert({
    sessionId: newId('chk', now.getTime()),
    status: 'open',
    tokenHash: sessionToken && hashSessionToken(sessionToken),
    ...customer,
    ...quote,
    attempts: [],
    createdAt: now.toISOString(),
    ...newLifetime(now),
  });
  metrics.count('CheckoutOpened');
  log.info('checkout.opened', { sessionId: session.sessionId });
  return { session, shippingOptions, sessionToken };
}

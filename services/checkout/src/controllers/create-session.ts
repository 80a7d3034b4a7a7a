import { count } from '#libs/logging';
import { newId } from '#libs/models';
import type { Caller } from '#libs/lambda';
import type { Versioned } from '#libs/gateways';
import type { PriceSources } from '../gateways/price-sources.ts';
import type { SessionStore } from '../gateways/session-store.ts';
import { log } from '../log-events.ts';
import { customerIdOf } from '../models/buyer.ts';
import type { NewSession, Session } from '../models/session.ts';
import { lifetimeFrom } from '../models/session-lifetime.ts';
import { quoteBasket } from './quote-basket.ts';

interface Dependencies extends PriceSources {
  readonly sessions: Pick<SessionStore, 'insert'>;
  readonly now: () => Date;
}

export async function createSession(
  request: NewSession,
  caller: Caller,
  deps: Dependencies,
): Promise<Versioned<Session>> {
  const now = deps.now();
  const { email, shippingAddress, shippingOption, lineItems, discountCodes = [] } = request;
  const buyer = { customerId: customerIdOf(caller), email, shippingAddress };
  const basket = { ...buyer, lineItems, shippingOption, discountCodes };
  const everything = { stock: true, discountCodes: true, shippingOption: true };
  const { redemptions: _, ...quote } = await quoteBasket(basket, everything, deps);
  const session = await deps.sessions.insert({
    sessionId: newId('chk', now.getTime()),
    status: 'open',
    ...buyer,
    ...quote,
    attempts: [],
    createdAt: now.toISOString(),
    ...lifetimeFrom(now),
  });
  count('CheckoutOpened');
  log.info('checkout.opened', { sessionId: session.sessionId });
  return session;
}

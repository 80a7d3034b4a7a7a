import { AppError } from '#libs/errors';
import type { Versioned } from '#libs/gateways';
import type { Caller } from '#libs/lambda';
import { count } from '#libs/logging';
import { newId, requireVersion } from '#libs/models';
import type { PriceSources } from '../gateways/price-sources.ts';
import type { SessionStore } from '../gateways/session-store.ts';
import { log } from '../log-events.ts';
import { fingerprintOf, repeatedAttempt, requireAttemptLeft, type Attempt } from '../models/attempt.ts';
import { differs, requireComplete } from '../models/agreement.ts';
import type { Session } from '../models/session.ts';
import { lifetimeFrom } from '../models/session-lifetime.ts';
import { moves, requireMove, requireNotUnderWay } from '../models/session-status.ts';
import { firstTelling } from '../models/telling.ts';
import { getSession } from './get-session.ts';
import { quoteBasket, type Quotation } from './quote-basket.ts';
import { repeatWhenChanged } from './repeat-when-changed.ts';

export interface Completion {
  readonly sessionId: string;
  readonly paymentToken: string;
  readonly idempotencyKey: string;
  readonly ifMatch: string | undefined;
  readonly caller: Caller;
}

interface Dependencies extends PriceSources {
  readonly sessions: Pick<SessionStore, 'find' | 'replace' | 'submit'>;
  readonly sales: () => Promise<'open' | 'paused'>;
  readonly now: () => Date;
}

/**
 * Submits a session, once for each key: who repeats a request finds the attempt it made.
 *
 * @returns the order of the attempt, under way or ended
 */
export const completeSession = (completion: Completion, deps: Dependencies): Promise<Attempt> =>
  repeatWhenChanged(async () => {
    const { sessionId, paymentToken, idempotencyKey, ifMatch, caller } = completion;
    const session = await getSession(sessionId, caller, deps);
    const request = { key: idempotencyKey, fingerprint: fingerprintOf(sessionId, paymentToken) };
    const repeated = repeatedAttempt(session, request);
    if (repeated) return repeated;

    requireNotUnderWay(session);
    requireMove(session, moves.submit, deps.now());
    requireVersion(session, ifMatch);
    requireAttemptLeft(session);
    await requireSales(deps);
    const quotation = await quoteBasket(session, { stock: true }, deps);
    if (differs(session, quotation)) return showNewPrice(session, quotation, deps);
    requireComplete(session);

    const attempt = { ...request, orderId: newId('ord', deps.now().getTime()) };
    await submit({ session, quotation, attempt, paymentToken }, deps);
    return attempt;
  });

// No 503: a shop that is closed on purpose must not ring as one that fails.
async function requireSales({ sales }: Pick<Dependencies, 'sales'>): Promise<void> {
  if ((await sales()) === 'open') return;
  throw new AppError('conflict', 'checkout.sales-paused', {
    detail: 'The shop takes no purchases for the moment. Your basket is kept; complete it later.',
  });
}

/** Keeps the price as it is now, for the buyer to agree to that. */
async function showNewPrice(
  session: Versioned<Session>,
  { redemptions: _, ...quote }: Quotation,
  { sessions, now }: Dependencies,
): Promise<never> {
  await sessions.replace({ ...session, ...quote, ...lifetimeFrom(now()) });
  count('CheckoutPriceChanged');
  throw new AppError('conflict', 'checkout.price-changed', {
    detail: 'The price changed since you saw it. Read the session again and complete it if you agree.',
  });
}

interface Agreement {
  readonly session: Versioned<Session>;
  readonly quotation: Quotation;
  readonly attempt: Attempt;
  readonly paymentToken: string;
}

async function submit(
  { session, quotation: { redemptions, ...quote }, attempt, paymentToken }: Agreement,
  { sessions, now }: Dependencies,
): Promise<void> {
  const submitted = {
    ...session,
    ...quote,
    ...lifetimeFrom(now()),
    status: moves.submit.to,
    attempts: [...session.attempts, attempt],
    submission: { paymentToken, redemptions, submittedAt: now().toISOString(), ...firstTelling(now()) },
  };
  const lostTo = await sessions.submit(submitted, redemptions);
  // Also where the last redemption of a code went to somebody else: the next quotation leaves it out.
  if (lostTo) throw new AppError('conflict', 'record.changed');
  log.info('checkout.submitted', { sessionId: session.sessionId, orderId: attempt.orderId });
  count('CheckoutSubmitted');
}

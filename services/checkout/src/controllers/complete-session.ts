import { canonicalJson } from '#libs/lambda';
import { AppError } from '#libs/errors';
import { retryOnConflict, type EncryptionKey, type Versioned } from '#libs/gateways';
import { newId, requireVersion } from '#libs/models';
import type { SessionRepository } from '../gateways/session-repository.ts';
import { log } from '../log-events.ts';
import { metrics } from '../metrics.ts';
import { toFingerprint, findAttempt, requireAttemptsLeft, type Attempt } from '../models/attempt.ts';
import { isSellable, requireSellable } from '../models/basket-problem.ts';
import {
  isSameAgreement,
  requireComplete,
  requirePayment,
  toAgreement,
  type Agreement,
} from '../models/completion.ts';
import { toBasket, type Session } from '../models/session.ts';
import { newLifetime } from '../models/session-lifetime.ts';
import { requireNotInProgress, requireTransition } from '../models/session-status.ts';
import { firstPublishAttempt } from '../models/publish-attempts.ts';
import { openSession, type OpeningRequest } from '../helpers/open-session.ts';
import { quoteBasket, type PricingDependencies, type Quotation } from '../helpers/quote-basket.ts';

export interface Completion extends OpeningRequest {
  /** Optional when there is nothing to pay. */
  readonly paymentToken?: string | undefined;
  readonly idempotencyKey: string;
  readonly ifMatch: string | undefined;
}

interface Dependencies extends PricingDependencies {
  readonly sessions: Pick<SessionRepository, 'find' | 'replace' | 'submit'>;
  /** The key that encrypts for payments: only payments can decrypt. */
  readonly tokenKey: Pick<EncryptionKey, 'encrypt'>;
  readonly sales: () => Promise<'open' | 'paused'>;
  readonly now: () => Date;
}

/** An attempt, in progress or ended. */
interface Completed extends Attempt {
  /** False for a repeated request, which returns the attempt of the first one. */
  readonly isSubmitter: boolean;
}

/** Submits a session once per idempotency key. */
export function completeSession(completion: Completion, deps: Dependencies): Promise<Completed> {
  // What the first read shows is what the customer agrees to, also when another request changes the session meanwhile.
  let agreed: Agreement | undefined;
  return retryOnConflict(async () => {
    const { sessionId, paymentToken, idempotencyKey, ifMatch } = completion;
    const { session } = await openSession(completion, deps);
    const request = { key: idempotencyKey, fingerprint: toFingerprint(sessionId, paymentToken) };
    const existing = findAttempt(session, request);
    if (existing) return { ...existing, isSubmitter: false };

    requireNotInProgress(session);
    requireTransition(session, 'completing', deps.now());
    requireVersion(session, ifMatch);
    requireAttemptsLeft(session);
    await requireSalesOpen(deps);
    agreed ??= toAgreement(session);
    const orderId = newId('ord', deps.now().getTime());
    const encrypted = encryptToken(paymentToken, orderId, deps);
    const quotation = await quoteBasket(toBasket(session), [], deps);
    await requireAgreement(agreed, { session, quotation }, deps);
    requireComplete(session);
    const token = requirePayment(paymentToken, quotation.totals);

    const encryptedPaymentToken = token && (await encrypted);
    const attempt = { ...request, orderId };
    await submit({ session, quotation, attempt, encryptedPaymentToken }, deps);
    return { ...attempt, isSubmitter: true };
  });
}

/** Encrypts while the basket is priced. A failure only counts if there is something to pay. */
function encryptToken(
  paymentToken: string | undefined,
  orderId: string,
  { tokenKey }: Pick<Dependencies, 'tokenKey'>,
): Promise<string> | undefined {
  const encrypted = paymentToken === undefined ? undefined : tokenKey.encrypt(paymentToken, { orderId });
  encrypted?.catch(() => {});
  return encrypted;
}

// A 409, because a 503 would fire the alarm of a failing API although sales are paused on purpose.
async function requireSalesOpen({ sales }: Pick<Dependencies, 'sales'>): Promise<void> {
  if ((await sales()) === 'open') return;
  throw new AppError('conflict', 'checkout.sales-paused', {
    detail: 'Sales are paused. The session is kept: complete it later.',
  });
}

interface Quoted {
  readonly session: Versioned<Session>;
  readonly quotation: Quotation;
}

/**
 * Rejects a basket that cannot be sold, or that differs from the one that the customer agreed to. The session then shows
 * the current one, so that the customer can read and accept it.
 *
 * @throws AppError conflict `checkout.price-changed`, or the code of a problem
 */
async function requireAgreement(
  agreed: Agreement,
  { session, quotation: { redemptions: _, shippingOptions: __, ...quote } }: Quoted,
  { sessions, now }: Dependencies,
): Promise<void> {
  const current = { ...session, ...quote };
  const isAgreed = isSameAgreement(agreed, toAgreement(current));
  if (isAgreed && isSellable(quote.problems)) return;
  if (!isAgreed || canonicalJson(session.problems) !== canonicalJson(quote.problems))
    await sessions.replace({ ...current, ...newLifetime(now()) });
  requireSellable(quote.problems);
  metrics.count('CheckoutPriceChanged');
  throw new AppError('conflict', 'checkout.price-changed', {
    detail:
      'A price, a title or another detail differs from what the session showed. Read the session again and complete it to accept the change.',
  });
}

interface SubmitInput extends Quoted {
  readonly attempt: Attempt;
  readonly encryptedPaymentToken: string | undefined;
}

async function submit(
  {
    session,
    quotation: { redemptions, shippingOptions: _, ...quote },
    attempt,
    encryptedPaymentToken,
  }: SubmitInput,
  { sessions, now }: Dependencies,
): Promise<void> {
  const submitted = {
    ...session,
    ...quote,
    ...newLifetime(now()),
    status: 'completing' as const,
    attempts: [...session.attempts, attempt],
    submission: {
      orderId: attempt.orderId,
      encryptedPaymentToken,
      submittedAt: now().toISOString(),
      ...firstPublishAttempt(now()),
    },
  };
  const conflictCause = await sessions.submit(submitted, attempt.orderId, redemptions);
  // When another session took the last redemption of a code, the next quotation drops the code.
  if (conflictCause) throw new AppError('conflict', 'record.changed');
  log.info('checkout.submitted', { sessionId: session.sessionId, orderId: attempt.orderId });
  metrics.count('CheckoutSubmitted');
}

import { CheckoutSubmitted } from '#libs/contracts';
import { domainEvent, type Change, type DomainEvent } from '#libs/lambda';
import type { Session, Submission } from './session.ts';

/** `CheckoutSubmitted` when a session is submitted, and for each further publish attempt. Other changes stay internal. */
export function toCheckoutEvents({ before, after }: Change): DomainEvent[] {
  if (after?.['status'] !== 'completing') return [];
  const isSubmitted = before?.['status'] !== 'completing';
  if (!isSubmitted && toPublishAttempts(before) === toPublishAttempts(after)) return [];
  const session = after as unknown as Session & { version: number };
  const { sessionId, customerId, email, shippingAddress, shipping } = session;
  const { lineItems, totals, currency, attempts, submission } = session;
  const data = {
    sessionId,
    orderId: attempts.at(-1)!.orderId,
    ...(customerId !== undefined && { customerId }),
    email: email!,
    shippingAddress: shippingAddress!,
    shippingOption: shipping!.optionId,
    lineItems: [...lineItems],
    totals,
    currency,
    ...(submission?.encryptedPaymentToken !== undefined && {
      encryptedPaymentToken: submission.encryptedPaymentToken,
    }),
  };
  return [domainEvent(CheckoutSubmitted, { subject: sessionId, revision: session.version, data })];
}

const toPublishAttempts = (image: Change['after']): number =>
  (image?.['submission'] as Partial<Submission> | undefined)?.publishAttempts ?? 1;
